# Makes the packages of this machine's platform and `any` (src/Pulsepoint.Mcp/Packaging.props says why in two packs).
tool=src/Pulsepoint.Mcp/Pulsepoint.Mcp.csproj
# Quoted twice, so that the semicolon reaches MSBuild as part of the value.
platforms='-p:ToolPackageRuntimeIdentifiers="linux-x64;any"'

pack() {
    pack_managed && pack_ahead_of_time
}

# Analyzers have seen the same sources in the build.
pack_managed() {
    dotnet pack "$tool" -c Release -o "$packages" -v quiet -p:RunAnalyzers=false "$platforms" -p:NoAot=true
}

pack_ahead_of_time() {
    # Neither the linker's settings nor the assemblies that the first pack published would be noticed.
    rm -rf artifacts/{bin,obj,publish}/Pulsepoint.Mcp/release_linux-x64
    dotnet pack "$tool" -c Release -o "$packages" -v quiet -p:RunAnalyzers=false "$platforms" -r linux-x64
    stat -c '%s bytes  %n' "$packages"/*.nupkg
}
