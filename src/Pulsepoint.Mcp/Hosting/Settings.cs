using System.Globalization;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;
using Pulsepoint.Mcp.Core.Access;
using Pulsepoint.Mcp.Core.Budgets;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Sealing;
using Pulsepoint.Mcp.Core.State;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Google.BigQuery;
using Pulsepoint.Mcp.Google.PubSub;

namespace Pulsepoint.Mcp.Hosting;

/// <summary>Every setting, checked. A wrong one stops the program with its name and an example.</summary>
internal sealed record Settings
{
    private const string SealingKeyExample = "$(openssl rand -base64 32)";

    public required StateFolder State { get; init; }

    public Secret? ApiKey { get; init; }

    public string? ApiKeyFile { get; init; }

    public string? Jwks { get; init; }

    /// <summary>The public keys of the bundle that the key came in; <see cref="Jwks"/> wins.</summary>
    public string? BundledJwks { get; init; }

    public string? Database { get; init; }

    public string? BootstrapDatabase { get; init; }

    public string? MigratorDatabase { get; init; }

    public string? PlatformDatabase { get; init; }

    /// <summary>Seals secrets in place of the state folder's own key.</summary>
    public SealingKeyRing? SealingKeys { get; init; }

    public bool AllowTls12 { get; init; }

    public bool IsStrict { get; init; }

    public string? PostgresBinaries { get; init; }

    /// <summary>Where events are published; the room that publishes them checks it.</summary>
    public PubSubOptions PubSub { get; init; } = new();

    /// <summary>How BigQuery is asked; the room that asks it checks it.</summary>
    public BigQueryOptions BigQuery { get; init; } = new();

    /// <summary>An operator's own credentials for Google.</summary>
    public GoogleAccessOptions GoogleAccess { get; init; } = new();

    /// <summary>How long an answer may take.</summary>
    public Duration AnswerTime { get; init; } = Duration.FromSeconds(3);

    /// <summary>Whether a webhook of alerts may be in the own network.</summary>
    public bool AllowsPrivateWebhooks { get; init; }

    /// <summary>What cost is reckoned with.</summary>
    public BytePrice BytePrice { get; init; } = BytePrice.Default;

    /// <summary>The fixed business "now" of demo tenants.</summary>
    public Instant? Now { get; init; }

    public LogLevel Log { get; init; } = LogLevel.Warning;

    /// <param name="stateOption">The command line's <c>--state</c>, which beats everything.</param>
    /// <param name="environment">Reads an environment variable.</param>
    public static Settings Load(string? stateOption, Func<string, string?> environment)
    {
        var state = new StateFolder(stateOption ?? StatePlace.Of(environment));
        var source = SettingSource.Read(environment, state.Root);
        var settings = new Settings
        {
            State = state,
            ApiKey = source.Find("PULSEPOINT_API_KEY") is { } key ? new Secret(key) : null,
            ApiKeyFile = source.Find("PULSEPOINT_API_KEY_FILE"),
            Jwks = source.Find("PULSEPOINT_JWKS"),
            Database = source.Find("PULSEPOINT_DATABASE"),
            BootstrapDatabase = source.Find("PULSEPOINT_BOOTSTRAP_DATABASE"),
            MigratorDatabase = source.Find("PULSEPOINT_MIGRATOR_DATABASE"),
            PlatformDatabase = source.Find("PULSEPOINT_PLATFORM_DATABASE"),
            SealingKeys = SealingKeysOf(source.Find("PULSEPOINT_SEALING_KEY"), source.Find("PULSEPOINT_SEALING_KEY_OLD")),
            AllowTls12 = AllowTls12Of(source.Find("PULSEPOINT_TLS")),
            IsStrict = IsStrictOf(source.Find("PULSEPOINT_STRICT")),
            PostgresBinaries = source.Find("PULSEPOINT_PG_BIN"),
            PubSub = new PubSubOptions
            {
                Topic = source.Find("PULSEPOINT_PUBSUB_TOPIC"),
                Subscription = source.Find("PULSEPOINT_PUBSUB_SUBSCRIPTION"),
                Transport = source.Find("PULSEPOINT_PUBSUB_TRANSPORT"),
                EmulatorHost = source.Find("PUBSUB_EMULATOR_HOST"),
                KeepsTexts = KeepsTextsOf(source.Find("PULSEPOINT_EVENT_TEXT")),
            },
            BigQuery = new BigQueryOptions { EmulatorHost = source.Find("BIGQUERY_EMULATOR_HOST") },
            GoogleAccess = new GoogleAccessOptions
            {
                Credentials = source.Find("PULSEPOINT_GOOGLE_CREDENTIALS"),
                Impersonate = source.Find("PULSEPOINT_GOOGLE_IMPERSONATE"),
                AlertsCredentials = source.Find("PULSEPOINT_ALERTS_CREDENTIALS"),
            },
            AnswerTime = AnswerTimeOf(source.Find("PULSEPOINT_ANSWER_SECONDS")),
            AllowsPrivateWebhooks = AllowsPrivateWebhooksOf(source.Find("PULSEPOINT_WEBHOOK_PRIVATE")),
            BytePrice = BytePriceOf(source.Find("PULSEPOINT_BYTE_PRICE")),
            Now = NowOf(source.Find("PULSEPOINT_NOW")),
            Log = LogOf(source.Find("PULSEPOINT_LOG")),
        };
        source.RefuseOthers();
        return settings.ApiKey is null ? settings.With(BundleFile.Find(settings.ApiKeyFile)) : settings;
    }

    /// <summary>With what a bundle says where the settings say nothing.</summary>
    public Settings With(KeyBundle? bundle) =>
        bundle is null ? this : this with { Database = Database ?? bundle.Database, BundledJwks = bundle.Jwks };

    private static SealingKeyRing? SealingKeysOf(string? current, string? older)
    {
        var old = older?.Split(',').Select(text => SealingKeyOf("PULSEPOINT_SEALING_KEY_OLD", text)).ToArray();
        if (current is not null)
            return new SealingKeyRing(SealingKeyOf("PULSEPOINT_SEALING_KEY", current), old ?? []);

        return old is null ? null : throw new SettingException("PULSEPOINT_SEALING_KEY_OLD", "is set, but PULSEPOINT_SEALING_KEY is not.", SealingKeyExample);
    }

    private static SealingKey SealingKeyOf(string setting, string text) =>
        SealingKey.TryParse(text) ?? throw new SettingException(setting, "is not a key of 32 bytes in base64.", SealingKeyExample);

    private static bool AllowTls12Of(string? text) => text switch
    {
        null or "1.3" => false,
        "1.2" => true,
        _ => throw new SettingException("PULSEPOINT_TLS", "is neither 1.2 nor 1.3.", "1.3"),
    };

    private static bool IsStrictOf(string? text) => text switch
    {
        null or "0" => false,
        "1" => true,
        _ => throw new SettingException("PULSEPOINT_STRICT", "is neither 0 nor 1.", "1"),
    };

    private static bool KeepsTextsOf(string? text) => text switch
    {
        null or "hash" => false,
        "full" => true,
        _ => throw new SettingException("PULSEPOINT_EVENT_TEXT", "is neither hash nor full.", "hash"),
    };

    private static bool AllowsPrivateWebhooksOf(string? text) => text switch
    {
        null or "0" => false,
        "1" => true,
        _ => throw new SettingException("PULSEPOINT_WEBHOOK_PRIVATE", "is neither 0 nor 1.", "1"),
    };

    private static Duration AnswerTimeOf(string? text) => text is null
        ? Duration.FromSeconds(3)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= 600
            ? Duration.FromSeconds(seconds)
            : throw new SettingException("PULSEPOINT_ANSWER_SECONDS", "is not a number of seconds from 1 to 600.", "10");

    private static BytePrice BytePriceOf(string? text) => text is null
        ? BytePrice.Default
        : BytePrice.TryParse(text, out var price) ? price! : throw new SettingException("PULSEPOINT_BYTE_PRICE", "is not a price in US dollars per TiB.", "6.25");

    private static Instant? NowOf(string? text)
    {
        if (text is null)
            return null;

        var parsed = OffsetDateTimePattern.Rfc3339.Parse(text);
        return parsed.Success ? parsed.Value.ToInstant() : throw new SettingException("PULSEPOINT_NOW", "is not a time.", "2026-11-23T18:00:00Z");
    }

    private static LogLevel LogOf(string? text) => text switch
    {
        null or "warn" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "info" => LogLevel.Information,
        "debug" => LogLevel.Debug,
        _ => throw new SettingException("PULSEPOINT_LOG", "is not one of error, warn, info, debug.", "info"),
    };
}
