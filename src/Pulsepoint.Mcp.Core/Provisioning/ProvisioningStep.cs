namespace Pulsepoint.Mcp.Core.Provisioning;

/// <summary>What becomes of one thing of a dataset.</summary>
/// <param name="Thing">What it is.</param>
/// <param name="Name">Its name; for access, who gets it.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="Details">What that is in detail, in a few words each, for people.</param>
public sealed record ProvisioningStep(ProvisionedThing Thing, string Name, ProvisioningChange Change, IReadOnlyList<string> Details);
