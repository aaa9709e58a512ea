using DuckDB.NET.Data;

namespace Pulsepoint.Mcp.DuckDb.Snapshots;

/// <summary>DuckDB works on the calling thread; cancellation reaches it as an interrupt of the connection.</summary>
internal static class InterruptibleCommand
{
    public static T Run<T>(DuckDBCommand command, Func<DuckDBDataReader, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var interrupt = cancellationToken.Register(command.Cancel);
        try
        {
            using var reader = command.ExecuteReader();
            return read(reader);
        }
        catch (DuckDBException interrupted) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(interrupted.Message, interrupted, cancellationToken);
        }
    }

    public static List<T> ReadAll<T>(DuckDBCommand command, Func<DuckDBDataReader, T> row, CancellationToken cancellationToken) => Run(
        command,
        reader =>
        {
            var rows = new List<T>();
            while (reader.Read())
                rows.Add(row(reader));

            return rows;
        },
        cancellationToken);

    public static void Execute(DuckDBCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var interrupt = cancellationToken.Register(command.Cancel);
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException interrupted) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(interrupted.Message, interrupted, cancellationToken);
        }
    }
}
