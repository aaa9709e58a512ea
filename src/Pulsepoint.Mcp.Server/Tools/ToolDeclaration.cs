using System.Diagnostics.CodeAnalysis;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Server.Tools;

/// <summary>What <c>tools/list</c> says about a tool. The texts are product text: a model chooses by them.</summary>
internal sealed record ToolDeclaration
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required ToolHints Hints { get; init; }

    /// <summary>JSON Schema of the arguments; checked before the tool runs, so what it allows is all that a tool must expect.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public required string InputSchema { get; init; }

    /// <summary>JSON Schema of the structured content.</summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public required string OutputSchema { get; init; }

    /// <summary>What the key must have for the tool to be listed and called.</summary>
    public required Permissions Permission { get; init; }

    /// <summary>Says in every answer, not only once, that the key ends soon.</summary>
    public bool AlwaysTellsKeyExpiry { get; init; }
}
