using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Postgres.Tenancy;

/// <summary>
/// An open session of one key. Whatever command it makes begins and ends with <c>pp_auth.require_session</c>, so that no
/// reader has to think of it and a closed wall can never look like an empty shop.
/// </summary>
internal sealed class TenantConnection(NpgsqlConnection session, Permissions need) : DbConnection
{
    [AllowNull]
    public override string ConnectionString
    {
        get => session.ConnectionString;
        set => throw new NotSupportedException("A tenant's connection comes opened.");
    }

    public override string Database => session.Database;

    public override string DataSource => session.DataSource;

    public override string ServerVersion => session.ServerVersion;

    public override ConnectionState State => session.State;

    public override void Open()
    {
    }

    public override void Close() => session.Close();

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("A key belongs to one database.");

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException("Every command is a transaction of its own.");

    protected override DbCommand CreateDbCommand() => new TenantCommand(session, need) { Connection = this };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            session.Dispose();

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        await base.DisposeAsync();
    }
}
