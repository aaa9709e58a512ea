using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Testing.Access;
using Pulsepoint.Mcp.Testing.Approval;

namespace Pulsepoint.Mcp.Tests.Server.Tools;

[TestFixture]
public sealed class ToolListTests : ServerFixture
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Test]
    public async Task The_list_is_what_was_approved()
    {
        var all = await ListAsync(TestIssuer.Grant with { Permissions = Permissions.All });

        Approved.Match("tool-list.json", Indent(all));
    }

    [Test]
    public async Task The_list_without_a_key_is_what_was_approved()
    {
        var pair = Start(Issuer.Options);

        var listed = (await pair.RequestAsync("tools/list")).GetProperty("result").GetProperty("tools");

        Approved.Match("tool-list-without-key.json", Indent(listed));
    }

    [Test]
    public async Task Every_tool_is_declared_whole()
    {
        foreach (var tool in (await ListAsync(TestIssuer.Grant with { Permissions = Permissions.All })).EnumerateArray())
        {
            var name = tool.GetProperty("name").GetString();
            name.Should().MatchRegex("^[a-z]+(_[a-z]+)*$");
            tool.GetProperty("title").GetString().Should().NotBeNullOrEmpty(name);
            tool.GetProperty("description").GetString().Should().NotBeNullOrEmpty(name);
            tool.GetProperty("inputSchema").GetProperty("type").GetString().Should().Be("object", name);
            tool.GetProperty("inputSchema").GetProperty("additionalProperties").GetBoolean().Should().BeFalse(name);
            tool.GetProperty("outputSchema").GetProperty("type").GetString().Should().Be("object", name);
            tool.GetProperty("annotations").EnumerateObject().Select(p => p.Name).Should()
                .BeEquivalentTo("title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
        }
    }

    [Test]
    public async Task An_analysts_list_is_small_enough_to_read()
    {
        var tools = await ListAsync(TestIssuer.Grant);

        tools.GetArrayLength().Should().BeInRange(1, 12);
        O200k.Of(tools.GetRawText()).Should().BeLessThanOrEqualTo(3_500);
    }

    private async Task<JsonElement> ListAsync(KeyGrant grant) =>
        (await Start(Issuer.WithKey(grant)).RequestAsync("tools/list")).GetProperty("result").GetProperty("tools");

    private static string Indent(JsonElement json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, s_indented))
            json.WriteTo(writer);

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
