using FluentAssertions;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using Pulsepoint.Mcp.Core.Refusals;
using Pulsepoint.Mcp.Core.Tenancy;
using Pulsepoint.Mcp.Core.Tokens;
using Pulsepoint.Mcp.Google.Access;
using Pulsepoint.Mcp.Testing;

namespace Pulsepoint.Mcp.Tests.Google.Access;

internal sealed class MailboxTokenAccessTests
{
    private static readonly TenantContext s_aurora = Contexts.Of("aurora");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero));

    [Test]
    public async Task A_token_is_asked_for_once_and_again_shortly_before_its_end()
    {
        var mailbox = new AnsweringMailbox(_time);
        var access = new MailboxTokenAccess(new TokenAsker(mailbox, _time), _time);

        var first = await access.TokenAsync(s_aurora, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(55));
        var kept = await access.TokenAsync(s_aurora, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(2));
        var second = await access.TokenAsync(s_aurora, CancellationToken.None);

        (first, kept, second).Should().Be(("token 1", "token 1", "token 2"));
    }

    [Test]
    public async Task One_that_was_refused_is_asked_for_anew_and_its_follower_not_before_ten_minutes_are_over()
    {
        var mailbox = new AnsweringMailbox(_time);
        var access = new MailboxTokenAccess(new TokenAsker(mailbox, _time), _time);
        await access.TokenAsync(s_aurora, CancellationToken.None);

        var renewed = access.Forget(s_aurora, "token 1");
        var second = await access.TokenAsync(s_aurora, CancellationToken.None);
        var instead = mailbox.Instead;
        var late = access.Forget(s_aurora, "token 1");
        var soon = access.Forget(s_aurora, "token 2");
        var kept = await access.TokenAsync(s_aurora, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(10));
        var again = access.Forget(s_aurora, "token 2");
        var third = await access.TokenAsync(s_aurora, CancellationToken.None);

        (renewed, late, soon, again).Should().Be((true, true, false, true), "whoever comes late finds the other there");
        (second, kept, third, mailbox.Asked).Should().Be(("token 2", "token 2", "token 3", 3));
        instead.Should().NotBeNull("the mailbox would give the same again");
    }

    [Test]
    public async Task Each_key_has_its_own()
    {
        var access = new MailboxTokenAccess(new TokenAsker(new AnsweringMailbox(_time), _time), _time);
        var other = s_aurora with { Key = new KeyId(Guid.Parse("0190a000-0000-7000-8000-000000000009")) };

        (await access.TokenAsync(s_aurora, CancellationToken.None)).Should().Be("token 1");
        (await access.TokenAsync(other, CancellationToken.None)).Should().Be("token 2");
    }

    [Test]
    public async Task Calls_at_once_share_one_request_and_one_that_gives_up_leaves_it_to_the_others()
    {
        var mailbox = new AnsweringMailbox(_time) { IsSilent = true };
        var access = new MailboxTokenAccess(new TokenAsker(mailbox, _time), _time);
        using var impatient = new CancellationTokenSource();

        var first = access.TokenAsync(s_aurora, impatient.Token);
        var second = access.TokenAsync(s_aurora, CancellationToken.None);
        await impatient.CancelAsync();
        await first.Invoking(f => f).Should().ThrowAsync<OperationCanceledException>();
        mailbox.IsSilent = false;
        _time.Advance(TimeSpan.FromSeconds(1));

        (await second).Should().Be("token 1");
        mailbox.Asked.Should().Be(1);
    }

    [Test]
    public async Task A_refusal_is_not_kept()
    {
        var mailbox = new AnsweringMailbox(_time) { IsSilent = true };
        var access = new MailboxTokenAccess(new TokenAsker(mailbox, _time), _time);
        var asking = access.TokenAsync(s_aurora, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(11));
        (await asking.Invoking(a => a).Should().ThrowAsync<RefusalException>()).Which.NextStep.Should().Contain("worker --tokens");

        mailbox.IsSilent = false;

        (await NextTokenAsync(access)).Should().StartWith("token");
    }

    [Test]
    public async Task An_answer_is_told_what_it_waits_for_before_its_own_time_is_over()
    {
        var access = new MailboxTokenAccess(new TokenAsker(new AnsweringMailbox(_time) { IsSilent = true }, _time), _time);
        var asking = access.TokenAsync(s_aurora, CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(2));

        (await asking.Invoking(a => a).Should().ThrowAsync<RefusalException>()).Which.Message.Should().Be("Nobody has made an access token for Google within 1.8 s.");
    }

    // The request that has ended may not have been put away yet.
    private static async Task<string?> NextTokenAsync(MailboxTokenAccess access)
    {
        while (true)
        {
            try
            {
                return await access.TokenAsync(s_aurora, CancellationToken.None);
            }
            catch (RefusalException)
            {
                await Task.Yield();
            }
        }
    }
}
