using System.Text.Json;
using System.Text.RegularExpressions;
using Pulsepoint.Mcp.Core.Administration;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;

namespace Pulsepoint.Mcp.Cli;

/// <summary>Reads a batch and looks at every line before the first key is made: a mistake in the last line costs nothing.</summary>
internal sealed partial class KeyBatchPlan(ITenantRegistry registry, string folder)
{
    private const string Example = """For example: {"tenant":"aurora","user":"ann@aurora.example","role":"analyst","brand":["luma-skin"],"ttl":"90d"}.""";

    private readonly Dictionary<TenantId, TenantDescription> _tenants = [];
    private readonly HashSet<string> _files = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IReadOnlyList<KeyBatchItem>> ReadAsync(TextReader lines, CancellationToken cancellationToken)
    {
        List<KeyBatchItem> items = [];
        for (var number = 1; await lines.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                items.Add(await CheckAsync(number, line, cancellationToken));
        }

        return items;
    }

    private async Task<KeyBatchItem> CheckAsync(int number, string line, CancellationToken cancellationToken)
    {
        try
        {
            return await CheckAsync(Parse(line), cancellationToken);
        }
        catch (UsageException wrong)
        {
            throw new UsageException($"Line {number}: {AsMembers(wrong.Message)}", $"{AdviceOf(wrong)} No key was made.");
        }
        catch (RefusalException refused) when (refused.Code is RefusalCode.ValueInvalid)
        {
            throw new UsageException($"Line {number}: {refused.Message}", $"{refused.NextStep} No key was made.");
        }
    }

    private async Task<KeyBatchItem> CheckAsync(KeyBatchLine line, CancellationToken cancellationToken)
    {
        var permissions = KeyPermissions.Parse(line.Role, [.. line.Permission ?? []]);
        var lifetime = KeyLifetime.OfKey(line.Ttl ?? KeyLifetime.Default, "--ttl");
        var tenant = await DescribeAsync(TenantOption.Parse(line.Tenant), cancellationToken);
        var item = new KeyBatchItem(
            tenant, KeySubject.FindUser(tenant, line.User), permissions, KeySubject.BrandsOf(tenant, line.Brand ?? []), lifetime, KeySubject.NoteOf(line.Note),
            File: Path.Combine(folder, tenant.Tenant.Value, $"{NameOf(line)}.key"));
        return _files.Add(item.File)
            ? item
            : throw new UsageException("There is a line before it for the same file.", "Give one of them a \"name\".");
    }

    private async Task<TenantDescription> DescribeAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (!_tenants.TryGetValue(tenant, out var description))
            _tenants[tenant] = description = await registry.DescribeAsync(tenant, cancellationToken);

        return description;
    }

    private static KeyBatchLine Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, KeyBatchJson.Default.KeyBatchLine) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new UsageException("This is not a JSON object with the names of a key.", Example);
        }
    }

    // What is wrong with an option of key issue is said of the member of that name.
    private static string AsMembers(string text) => Option().Replace(text, "\"${name}\"");

    private static string AdviceOf(UsageException wrong) =>
        wrong.Example.StartsWith("For example: --", StringComparison.Ordinal) ? Example : AsMembers(wrong.Example);

    [GeneratedRegex("--(?<name>[a-z]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Option();

    // It becomes a file's name, so it must not lead out of the folder.
    private static string NameOf(KeyBatchLine line)
    {
        var name = line.Name ?? line.User;
        return name.Length is > 0 and <= 100 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '@')
            ? name
            : throw new UsageException("The file cannot be named after the person.", "Give the line a \"name\" of letters, digits and hyphens.");
    }
}
