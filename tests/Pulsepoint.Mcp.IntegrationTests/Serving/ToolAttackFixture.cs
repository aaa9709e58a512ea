using System.Text.RegularExpressions;
using Pulsepoint.Mcp.Core.Serving;
using Pulsepoint.Mcp.IntegrationTests.Answers;
using Pulsepoint.Mcp.Postgres.Operators;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>What the attacks on the tools share.</summary>
internal abstract partial class ToolAttackFixture
{
    protected static DemoTenantsFixture Demo => ServingDemo.Demo;

    protected static KeyServer Server(string tenant, string key) => ServingDemo.Server(tenant, key);

    /// <summary>One column of text, as an operator reads it.</summary>
    protected static Task<IReadOnlyList<string>> AsOperatorAsync(OperatorRole role, string sql) =>
        ServingDemo.AsOperatorAsync(role, sql);

    /// <summary>All that a client gets, without what differs between two calls of the same thing: ids and times.</summary>
    protected static string Bytes(ToolCallOutcome outcome) =>
        Passing().Replace($"{outcome.Code} {outcome.StructuredContent?.GetRawText()} {outcome.Text}", "*");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", RegexOptions.NonBacktracking)]
    private static partial Regex Passing();
}
