namespace Pulsepoint.Mcp.Cli;

/// <summary>One key to be made, as a line of a batch says it. The names are those of the options of <c>key issue</c>.</summary>
internal sealed record KeyBatchLine
{
    public required string Tenant { get; init; }

    public required string User { get; init; }

    public string? Role { get; init; }

    public IReadOnlyList<string>? Permission { get; init; }

    /// <summary>Only these brands; none means every brand.</summary>
    public IReadOnlyList<string>? Brand { get; init; }

    public string? Ttl { get; init; }

    public string? Note { get; init; }

    /// <summary>Of the file, where a person gets more than one key; the person otherwise.</summary>
    public string? Name { get; init; }
}
