namespace Pulsepoint.Mcp.DuckDb.Demo;

/// <summary>In this era and bucket, this number stands for that variant.</summary>
internal sealed record DemoSlot(int Era, int Bucket, int Slot, string Variant);
