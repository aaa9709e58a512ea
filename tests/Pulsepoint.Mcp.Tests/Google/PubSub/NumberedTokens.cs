using System.Globalization;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

/// <summary>Credentials of which there is always another.</summary>
internal sealed class NumberedTokens : ITokenAccess
{
    private int _number = 1;

    private string Current => string.Create(CultureInfo.InvariantCulture, $"t0ken{_number}");

    public Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken) => Task.FromResult<string?>(Current);

    public bool Forget(TenantContext tenant, string token)
    {
        if (token == Current)
            _number++;

        return true;
    }
}
