using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Pulsepoint.Mcp.Outbox.Files;

/// <summary>Opens the file as SQLite must for this use.</summary>
internal static class OutboxConnection
{
    private const int PageBytes = 4096;

    // Up to here the library could damage a file when two processes wrote and cleared the log at once.
    private static readonly Version s_leastLibrary = new(3, 51, 3);

    // Beyond the cap, so that what makes room finds some: about 1000 pages, 4 MiB.
    private const int PagesBeyondCap = 1000;

    private const string LibraryVersion = "select sqlite_version();";

    // Space that is freed can only be given back if this is set before the first table is made.
    private const string Settings = """
        pragma busy_timeout = 2000;
        pragma mmap_size = 0;
        pragma auto_vacuum = incremental;
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma journal_size_limit = 4194304;
        pragma foreign_keys = on;
        """;

    public static SqliteConnection Open(string file, long hardCapBytes)
    {
        Create(file);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,

            // A pooled connection would stay open on a file that is set aside.
            Pooling = false,

            // SQLite's own waiting comes first; this is what the driver adds to it, in seconds.
            DefaultTimeout = 1,
        }.ConnectionString);

        try
        {
            connection.Open();
            CheckLibrary(connection);
            Execute(connection, Settings);

            // A pragma takes no parameters.
            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"pragma max_page_count = {(hardCapBytes / PageBytes) + PagesBeyondCap};"));
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite would give it the process' usual mode; its companions take the mode of this file. Never opened where it is
    // there already: closing a file that SQLite has open lets go of SQLite's locks on it.
    private static void Create(string file)
    {
        if (File.Exists(file))
            return;

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using var made = new FileStream(file, options);
    }

    private static void CheckLibrary(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = LibraryVersion;
        var version = (string)command.ExecuteScalar()!;
        if (Version.Parse(version) < s_leastLibrary)
            throw OutboxRefusals.OldLibrary(version);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
