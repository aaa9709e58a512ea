using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Pulsepoint.Mcp.IntegrationTests.Answers;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>
/// The demo with a server for each key that takes part. Calls are not limited, so that every one is judged. These fixtures come one
/// after the other, beside those of other folders: one counts the rows of the demo's database, into which the others write.
/// </summary>
[SetUpFixture, Parallelizable(ParallelScope.Self), SingleThreaded]
internal sealed class ServingDemo
{
    private static readonly ConcurrentDictionary<(string Tenant, string Key), Lazy<KeyServer>> s_servers = new();

    public static DemoTenantsFixture Demo { get; private set; } = null!;

    public static KeyServer Server(string tenant, string key) =>
        s_servers.GetOrAdd((tenant, key), _ => new Lazy<KeyServer>(() => KeyServer.Start(Demo, tenant, key))).Value;

    /// <summary>One column of text, as an operator reads it.</summary>
    public static Task<IReadOnlyList<string>> AsOperatorAsync(OperatorRole role, string sql) =>
        Demo.Services.GetRequiredService<OperatorConnections>().RunAsync(
            role, (connection, _) => connection.ColumnAsync($"select row::text from ({sql}) as row"), CancellationToken.None);

    [OneTimeSetUp]
    public async Task MakeAsync()
    {
        Demo = await DemoTenantsFixture.SharedAsync();
        foreach (var tenant in Demo.Organisations.Select(o => o.Description.Tenant.Value))
            await AsOperatorAsync(OperatorRole.Platform, $"select pp_steward.set_limits('{tenant}', 100000, 100000, 100000, 100000)");
    }

    [OneTimeTearDown]
    public async Task EndAsync()
    {
        foreach (var server in s_servers.Values)
            await server.Value.DisposeAsync();
    }
}
