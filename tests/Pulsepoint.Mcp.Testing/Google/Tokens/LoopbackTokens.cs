using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Pulsepoint.Mcp.Testing.Google.Tokens;

/// <summary>
/// The two places at Google that make access tokens, on this machine: <c>/token</c> for whoever shows a signed assertion or a refresh
/// token, and IAM Credentials for whoever may speak for a service identity. What it made, it knows again.
/// </summary>
public sealed class LoopbackTokens : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly TokenBoard _board;

    private LoopbackTokens(WebApplication application, TokenBoard board, Uri address)
    {
        _application = application;
        _board = board;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Where a credential's <c>token_uri</c> points.</summary>
    public Uri TokenUri => new(Address, "token");

    /// <summary>What was asked of IAM Credentials, in order.</summary>
    public IReadOnlyList<SeenMint> Mints => _board.Mints;

    /// <summary>How often <c>/token</c> was asked.</summary>
    public int Exchanges => _board.Exchanges;

    /// <summary>The next answer of IAM Credentials; null for what it would say by itself.</summary>
    public (HttpStatusCode Status, string Body)? Fault
    {
        get => _board.Fault;
        set => _board.Fault = value;
    }

    public static async Task<LoopbackTokens> StartAsync(TimeProvider? time = null)
    {
        var board = new TokenBoard(time ?? TimeProvider.System);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var application = builder.Build();
        application.MapPost("/token", context => OAuthToken.AnswerAsync(board, context));
        application.MapPost("/v1/projects/-/serviceAccounts/{call}", context => GenerateAccessToken.AnswerAsync(board, context));
        await application.StartAsync();

        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new LoopbackTokens(application, board, new Uri(address + "/"));
    }

    /// <summary>A token with which the platform is known here.</summary>
    public string Admit() => _board.Make("platform", Duration.FromHours(1)).Token;

    /// <summary>Lets the platform speak for an identity.</summary>
    public void Grant(string identity) => _board.Grant(identity);

    /// <summary>Whose token this is; null for one that was not made here, or has ended.</summary>
    public string? WhoseIs(string token) => _board.WhoseIs(token);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
