using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>
/// One query between two checks of the session, sent as one batch: one round trip, one transaction. The first check refuses
/// at once; the second sees a key that ended while the query ran, whose rows may then be missing. A reader that was read to
/// its end has passed both.
/// </summary>
internal sealed class TenantCommand(NpgsqlConnection session, Permissions need) : DbCommand
{
    private const string RequireSession = "select pp_auth.require_session($1)";

    // These would let the server stop after the first check, or keep the reader from the last one.
    private const CommandBehavior OneResult = CommandBehavior.SingleResult | CommandBehavior.SingleRow;

    private readonly NpgsqlBatchCommand _query = new();

    [AllowNull]
    public override string CommandText
    {
        get => _query.CommandText;
        set => _query.CommandText = value ?? "";
    }

    public override int CommandTimeout { get; set; } = 30;

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
                throw new NotSupportedException("Only text runs behind the wall.");
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; }

    protected override DbParameterCollection DbParameterCollection => _query.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery() => throw Synchronous();

    public override object? ExecuteScalar() => throw Synchronous();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => throw Synchronous();

    protected override DbParameter CreateDbParameter() => new NpgsqlParameter();

    protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken)
    {
        // Not disposed here: the reader outlives this method, and the batch holds nothing of its own.
        var batch = new NpgsqlBatch(session) { Timeout = CommandTimeout };
        batch.BatchCommands.Add(Check());
        batch.BatchCommands.Add(_query);
        batch.BatchCommands.Add(Check());

        var reader = await batch.ExecuteReaderAsync(behavior & ~OneResult, cancellationToken);
        try
        {
            await reader.NextResultAsync(cancellationToken);
            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    private NpgsqlBatchCommand Check() => new(RequireSession) { Parameters = { new NpgsqlParameter<int> { TypedValue = (int)need } } };

    private static NotSupportedException Synchronous() => new("Read with QueryAsync or ExecuteReaderAsync.");
}
