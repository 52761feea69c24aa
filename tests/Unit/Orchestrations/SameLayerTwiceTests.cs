using Platform.Domain.Submissions;
using Platform.Orchestrations;

namespace Platform.Tests.Unit.Orchestrations;

/// <summary>The same layer sent again while the first is still in work: one is judged, the others are duplicates of it, whichever is handled first.</summary>
public sealed class SameLayerTwiceTests : IDisposable
{
    private readonly LayerUploads uploads = new();

    public void Dispose() => uploads.Dispose();

    [Fact]
    public async Task SecondHandledWhileTheFirstIsInWork_DoesTheFirstAndIsItsDuplicate()
    {
        var (first, second) = (await ReceiveAsync(1), await ReceiveAsync(2));
        Assert.Equal(first, await uploads.Attempts.ClaimContentAsync(first, default));

        await uploads.PublishAsync(second);
        await uploads.PublishAsync(first);

        Assert.Equal((AttemptState.Refused, true), await uploads.StateAsync(first) is var one ? (one.State, one.IsJudged) : default);
        Assert.Equal((AttemptState.Duplicate, first.Id), await uploads.StateAsync(second) is var other ? (other.State, other.DuplicateOf) : default);
    }

    [Fact]
    public async Task ClaimOfAnAttemptThatWasGivenUp_GoesOver()
    {
        var (first, second) = (await ReceiveAsync(1), await ReceiveAsync(2));
        await uploads.Attempts.ClaimContentAsync(first, default);
        await uploads.Attempts.FinishAsync(first, AttemptResult.NotJudged(WorkflowFindings.GivenUp.At(new("x"), first.Id)) with { IsGivenUp = true }, default);

        Assert.Equal(second, await uploads.Attempts.ClaimContentAsync(second, default));
        await uploads.PublishAsync(second);
        Assert.Equal((AttemptState.Refused, true), await uploads.StateAsync(second) is var one ? (one.State, one.IsJudged) : default);
    }

    [Fact]
    public async Task ClaimsAtTheSameTime_AllNameTheSameAttempt()
    {
        var all = await Task.WhenAll(Enumerable.Range(1, 12).Select(ReceiveAsync));

        var owners = await Task.WhenAll(all.Select(attempt => Task.Run(() => uploads.Attempts.ClaimContentAsync(attempt, default))));

        Assert.Single(owners.Select(owner => owner.Id).Distinct());
    }

    private Task<Attempt> ReceiveAsync(int number) => uploads.ReceiveAsync(number, "no layer"u8.ToArray(), "plan-land-use", "规划.zip");
}
