using Microsoft.Data.Sqlite;
using Pulsepoint.Mcp.Core.Refusals;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>Why the outbox cannot keep or show anything now.</summary>
internal static class OutboxRefusals
{
    private const string TryAgain = "Try again in a moment; if it stays so, see 'pulsepoint-mcp outbox status'.";

    public static RefusalException Busy(Exception? cause = null) => Refusal.SourceUnavailable(
        "The record of calls on this machine is busy.", TryAgain, cause);

    public static RefusalException Late(Exception cause) => Refusal.SourceUnavailable(
        "The call could not be put on record in time: the disk of this machine is slow or busy.", TryAgain, cause);

    public static RefusalException Full(Exception? cause = null) => Refusal.SourceUnavailable(
        "The call could not be put on record: there is no room left for it on this machine.",
        "Make room on the disk of the state folder, or see 'pulsepoint-mcp outbox status' for what waits there.",
        cause);

    public static RefusalException Unusable(string folder, Exception cause) => Refusal.SourceUnavailable(
        $"The record of calls in {folder} cannot be used.",
        "Check that the folder belongs to you and can be written, or name another with PULSEPOINT_STATE.",
        cause);

    public static RefusalException NoFolder(string folder) => Refusal.SourceUnavailable(
        $"{folder} is a file where the folder of the record of calls should be.",
        "Move it away: no call is answered while it cannot be put on record.");

    public static RefusalException OnNetwork(string folder, string fileSystem) => Refusal.SourceUnavailable(
        $"The state folder's {folder} is on a network file system ({fileSystem}), where several processes cannot safely write to one database.",
        "Set PULSEPOINT_STATE to a folder on a disk of this machine.");

    public static RefusalException TooNew(string file) => Refusal.SourceUnavailable(
        $"{file} was written by a later version of this program.",
        "Update pulsepoint-mcp on this machine, or name another state folder with PULSEPOINT_STATE.");

    public static RefusalException OldLibrary(string version) => Refusal.SourceUnavailable(
        $"The SQLite library is {version}, which can damage a database that several processes use.",
        "Install this program anew: it brings its own SQLite, 3.51.3 or later.");

    public static RefusalException Of(SqliteException failure, string folder) => failure switch
    {
        _ when SqliteCodes.IsBusy(failure) => Busy(failure),
        _ when SqliteCodes.IsFull(failure) => Full(failure),
        _ => Unusable(folder, failure),
    };

    public static RefusalException SinkIsServed(string sink) => new(
        RefusalCode.ValueInvalid, $"A process that runs delivers to '{sink}', so what waits for it is not lost.", "Stop it first, if the sink is really not set up any more.");
}
