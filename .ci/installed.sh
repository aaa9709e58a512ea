# Installs a package from the local folder, as a user would from a feed, and runs end-to-end tests with its command. The second works
# in the state folder that the first has made.

# The whole suite with the native program. Nothing runs beside it: to make the demo's data takes both processors.
try_native() {
    local folder=$work/tools/Pulsepoint.Mcp
    keep_the_demo
    install_tool Pulsepoint.Mcp "$folder"
    check_is_ahead_of_time "$folder"
    PULSEPOINT_E2E_COMMAND=$folder/pulsepoint-mcp run_tests tests/Pulsepoint.Mcp.EndToEndTests --no-build
}

keep_the_demo() {
    local folder
    folder=$(mktemp -d -p "${in_memory:-$work}")
    chmod 0711 "$folder"
    mkdir "$folder/state"
    export PULSEPOINT_E2E_DEMO=$folder/state
}

# The managed package holds the assemblies that were tested in parts, so it is only its start and its pipes that are new.
try_managed() {
    local folder=$work/tools/Pulsepoint.Mcp.any
    install_tool Pulsepoint.Mcp.any "$folder"
    PULSEPOINT_E2E_COMMAND=$folder/pulsepoint-mcp run_tests_again tests/Pulsepoint.Mcp.EndToEndTests --no-build \
        --filter 'FullyQualifiedName!~Secrets&FullyQualifiedName!~Administration&FullyQualifiedName!~Keys&FullyQualifiedName!~Publishing'
}

# The package cache is a fresh one: a version that was installed from there before would be taken instead of the new file.
install_tool() {
    local version
    version=$(dotnet msbuild "$tool" -getProperty:Version)
    NUGET_PACKAGES=$work/cache/$1 dotnet tool install "$1" --version "$version" --source "$packages" --tool-path "$2"
}

# One native program and no assembly: without the recipe the SDK packs a managed application, and does not say a word.
check_is_ahead_of_time() {
    local shipped programs assemblies
    shipped=$(dirname "$(readlink -f "$1/pulsepoint-mcp")")
    programs=$(find "$shipped" -type f ! -name '*.so' -exec sh -c 'head -c 4 "$1" | grep -qa ELF' _ {} \; -print)
    assemblies=$(find "$shipped" -type f \( -name '*.dll' -o -name '*.pdb' -o -name '*.dbg' \))

    if [[ $programs != "$shipped/Pulsepoint.Mcp" ]]; then fail "one native program expected, found: ${programs:-none}"; fi
    if [[ -n $assemblies ]]; then fail "no assembly and no symbols expected, found: $assemblies"; fi
    stat -c '%s bytes  native program' "$programs"
}
