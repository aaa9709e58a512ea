using Pulsepoint.Mcp.Core.Clusters;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>DuckDB's native library is built for glibc, macOS and Windows; elsewhere it does not load.</summary>
internal static class NativeLibrary
{
    private const string What = "DuckDB's native library does not load on this machine; musl-based systems such as Alpine have none.";
    private const string NextStep = "Run Pulsepoint on a glibc-based system (Debian, Ubuntu, Red Hat), macOS or Windows.";

    public static bool IsMissing(Exception failure) => failure
        is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
        or TypeInitializationException { InnerException: DllNotFoundException or BadImageFormatException };

    public static RefusalException Refuse(Exception cause) => Refusal.SourceUnavailable(What, NextStep, cause);

    public static MissingOnMachineException Missing() => new(What, NextStep);
}
