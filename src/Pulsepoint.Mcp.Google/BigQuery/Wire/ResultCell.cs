using System.Text.Json;

namespace Pulsepoint.Mcp.Google.BigQuery.Wire;

/// <param name="V">Text or null; for arrays and structs more of the same.</param>
internal sealed record ResultCell(JsonElement V);
