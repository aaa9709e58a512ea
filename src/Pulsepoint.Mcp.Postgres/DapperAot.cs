// Every Dapper call of this room is compiled ahead of time; what cannot be is an error (DAP ids in .editorconfig).
[module: Dapper.DapperAot]
