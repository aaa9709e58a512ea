using Microsoft.Data.Sqlite;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>SQLite's result codes that are told apart here.</summary>
internal static class SqliteCodes
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int SharedMemorySize = IoError | (19 << 8);

    public static bool IsBusy(SqliteException failure) => failure.SqliteErrorCode is Busy or Locked;

    /// <summary>No more room, by the file system's word or by the cap of the file.</summary>
    public static bool IsFull(SqliteException failure) => failure.SqliteErrorCode == Full || failure.SqliteExtendedErrorCode == SharedMemorySize;

    public static bool IsDamage(SqliteException failure) => failure.SqliteErrorCode is Corrupt or NotADatabase;
}
