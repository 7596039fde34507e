#!/usr/bin/env node
console.log("bin", process.version)
