# Rules of style fail the build already; white space and the order of usings it does not see.
check_format() {
    dotnet format whitespace Pulsepoint.Mcp.sln --no-restore --verify-no-changes
    dotnet format style Pulsepoint.Mcp.sln --no-restore --verify-no-changes --diagnostics IMPORTS
}
