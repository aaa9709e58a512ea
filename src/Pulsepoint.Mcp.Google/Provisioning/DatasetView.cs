namespace Pulsepoint.Mcp.Google.Provisioning;

/// <param name="Name">The same in every dataset, and in the embedded warehouse.</param>
/// <param name="Description">For whoever looks at the dataset.</param>
/// <param name="Query">What it is, with the names of one dataset's tables.</param>
internal sealed record DatasetView(string Name, string Description, string Query);
