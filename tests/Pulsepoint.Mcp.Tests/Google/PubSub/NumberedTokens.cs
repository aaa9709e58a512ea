using System.Globalization;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;

namespace Pulsepoint.Mcp.Tests.Google.PubSub;

/// <summary>Credentials of which there is another, until there were as many as there may be.</summary>
internal sealed class NumberedTokens(int most = int.MaxValue) : ITokenAccess
{
    private int _number = 1;

    private string Current => string.Create(CultureInfo.InvariantCulture, $"t0ken{_number}");

    public Task<string?> TokenAsync(TenantContext tenant, CancellationToken cancellationToken) => _number <= most
        ? Task.FromResult<string?>(Current)
        : throw new RefusalException(RefusalCode.RateLimited, "That was often enough.", "Wait.") { RetryAfterSeconds = 60 };

    public bool Forget(TenantContext tenant, string token)
    {
        if (token == Current)
            _number++;

        return true;
    }
}
