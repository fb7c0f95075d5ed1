module.exports={forbidden:[],options:{doNotFollow:{path:'node_modules'},tsPreCompilationDeps:'specify',tsConfig:{fileName:'tsconfig.json'}}};
