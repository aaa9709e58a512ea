using System.Text.Json;
using FluentAssertions;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.IntegrationTests.Tenancy;

namespace Pulsepoint.Mcp.IntegrationTests.Serving;

/// <summary>Arguments that no schema allows, made from the schemas by a fixed seed.</summary>
[Attack]
internal sealed class MalformedArgumentTests : ToolAttackFixture
{
    private const int Sets = 200;

    // None of them is allowed for any argument: the wrong type, or too deep, or too large.
    private static readonly string[] s_wrong =
        ["true", "1e400", "-99999999999999999999", "0.5", "[[[]]]", "[[\"x\"]]", "[null]", "{\"a\":{\"b\":null}}", "[{}]", "[true]", "{\"\":\"\"}", "{\"x\":[[[[1]]]]}"];

    [Test]
    public async Task Two_hundred_malformed_sets_are_refused_by_the_name_of_the_argument()
    {
        var server = Server("aurora", "admin");
        var tools = server.Tools.Where(t => t.InputSchema.GetProperty("properties").EnumerateObject().Any()).ToList();
        var random = new Random(20261124);
        List<string> wrong = [];

        for (var i = 0; i < Sets; i++)
        {
            var tool = tools[random.Next(tools.Count)];
            var properties = tool.InputSchema.GetProperty("properties").EnumerateObject().ToList();
            var name = properties[random.Next(properties.Count)].Name;
            var arguments = Malformed(tool.InputSchema, name, random, out var named);
            try
            {
                var outcome = await server.CallAsync(tool.Declaration.Name, arguments);
                if (outcome.Code is null or RefusalCode.Internal || !outcome.Text.Contains(named, StringComparison.Ordinal))
                    wrong.Add($"{tool.Declaration.Name} {arguments}: {outcome.Code} {outcome.Text}");
            }
            catch (RefusalException refused) when (refused.Code is RefusalCode.ValueInvalid && refused.Message.Contains(named, StringComparison.Ordinal))
            {
                // Refused before a tool was chosen: the arguments are no set of arguments.
            }
            catch (Exception e) when (e is not AssertionException)
            {
                wrong.Add($"{tool.Declaration.Name} {arguments}: {e.GetType().Name} {e.Message}");
            }
        }

        wrong.Should().BeEmpty();
        (await server.CallAsync("list_brands", "{}")).Code.Should().BeNull();
    }

    private static string Malformed(JsonElement schema, string name, Random random, out string named)
    {
        var members = ArgumentMaker.Smallest(schema).AsObject().ToDictionary(m => m.Key, m => m.Value!.ToJsonString());
        named = name;
        switch (random.Next(5))
        {
            case 0:
                named = "extra_" + random.Next(100);
                members[named] = "null";
                break;
            case 1 when members.Count > 0:
                named = members.Keys.First();
                members[named] = "null";
                break;
            case 2:
                var text = ArgumentMaker.Smallest(schema.GetProperty("properties").GetProperty(name)).ToJsonString();
                members.Remove(name);
                return $$"""{"{{name}}":{{text}},"{{name}}":{{text}}{{string.Concat(members.Select(m => $",\"{m.Key}\":{m.Value}"))}}}""";
            default:
                members[name] = s_wrong[random.Next(s_wrong.Length)];
                break;
        }

        return $$"""{{{string.Join(',', members.Select(m => $"\"{m.Key}\":{m.Value}"))}}}""";
    }
}
