using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Outbox;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Outbox;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.IntegrationTests.Outbox;

/// <summary>A state folder of its own for every test, and processes that share it.</summary>
internal abstract class OutboxFixture
{
    private readonly List<OutboxUser> _users = [];

    protected StateFolder State { get; private set; } = null!; // set before each test

    protected string Database => Path.Combine(State.Outbox, "outbox.db");

    protected static TenantContext Aurora { get; } = Contexts.Of("aurora") with { Key = new KeyId(Guid.Parse("00000000-0000-4000-8000-0000000000a1")) };

    protected static TenantContext Borealis { get; } = Contexts.Of("borealis") with { Key = new KeyId(Guid.Parse("00000000-0000-4000-8000-0000000000b1")) };

    [SetUp]
    public void MakeFolder() => State = new StateFolder(TemporaryFolder.Create());

    [TearDown]
    public async Task RemoveFolderAsync()
    {
        foreach (var user in _users)
            await user.DisposeAsync();

        _users.Clear();
        Directory.Delete(State.Root, recursive: true);
    }

    protected OutboxUser User(TenantContext tenant, params IEventSink[] sinks) => User(tenant, new OutboxOptions(), TimeProvider.System, sinks);

    protected OutboxUser User(TenantContext tenant, TimeProvider time, params IEventSink[] sinks) => User(tenant, new OutboxOptions(), time, sinks);

    protected OutboxUser User(TenantContext tenant, OutboxOptions options, TimeProvider time, params IEventSink[] sinks)
    {
        var user = new OutboxUser(State, tenant, options, time, sinks);
        _users.Add(user);
        return user;
    }

    /// <summary>Runs a statement beside the program, as somebody with the file could.</summary>
    protected long Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
