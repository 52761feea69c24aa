using Platform.Domain;
using Platform.Domain.Campaigns;
using Platform.Domain.Monitoring;

namespace Platform.Tests.Unit.Domain.Monitoring;

/// <summary>What a bureau passes on to its districts and takes back.</summary>
public sealed class SubDispatchTests
{
    private static readonly DateTimeOffset Now = new(2016, 3, 1, 2, 0, 0, TimeSpan.Zero);

    private static readonly VerificationTask Received = new()
    {
        Campaign = "c", Unit = "130100", Bureau = "规划局", State = TaskState.Received, Counts = new TaskCounts(4, 0, 0, 0), IssuedAt = Now,
        ReceiptDueAt = Now.AddDays(3), DueAt = Now.AddDays(30), ReceivedBy = "clerk", ReceivedAt = Now,
    };

    [Fact]
    public void SubDispatch_Empty_IsRefused() => Assert.Equal(
        ("TASK_NOTHING_DISPATCHED", RefusalKind.Invalid), Refusal(Received, new TaskCommand.SubDispatch(new Dictionary<string, string>())));

    [Fact]
    public void SubDispatch_AddsToWhatIsDispatched()
    {
        var task = After(After(Received, Pass("130102", "k1", "k2")), Pass("130104", "k3"));
        Assert.Equal(
            new Dictionary<string, string> { ["k1"] = "130102", ["k2"] = "130102", ["k3"] = "130104" }, task.SubDispatches.ToDictionary(StringComparer.Ordinal));
    }

    [Fact]
    public void SubDispatch_ToTheSameDistrictAgain_ChangesNothing()
    {
        var task = After(Received, Pass("130102", "k1"));
        Assert.False(TaskMachine.Decide(task, Pass("130102", "k1"), "clerk", Now).Changed);
    }

    [Fact]
    public void SubDispatch_OfAPatchThatAnotherDistrictHas_IsRefusedWhole()
    {
        var task = After(Received, Pass("130102", "k1"));
        Assert.Equal(("TASK_ALREADY_DISPATCHED", RefusalKind.Conflict), Refusal(task, Pass("130104", "k1", "k2")));
    }

    [Fact]
    public void Recall_FreesThePatchForAnotherDistrict()
    {
        var task = After(After(Received, Pass("130102", "k1", "k2")), new TaskCommand.Recall(new HashSet<string> { "k1" }));
        Assert.Equal(["k2"], task.SubDispatches.Keys);
        Assert.Equal("130104", After(task, Pass("130104", "k1")).SubDispatches["k1"]);
    }

    [Theory]
    [InlineData]
    [InlineData("k1", "k7")]
    public void Recall_OfWhatIsNotDispatched_IsRefusedWhole(params string[] keys)
    {
        var task = After(Received, Pass("130102", "k1"));
        Assert.Equal(("TASK_NOT_DISPATCHED", RefusalKind.Conflict), Refusal(task, new TaskCommand.Recall(keys.ToHashSet())));
    }

    [Fact]
    public void Reassign_TakesEverythingBack() =>
        Assert.Empty(After(After(Received, Pass("130102", "k1")), new TaskCommand.Reassign("另一局", Now.AddDays(5))).SubDispatches);

    [Fact]
    public void Parts_AreByDistrict_WithTheirPatches()
    {
        var task = After(After(Received, Pass("130104", "k3", "k1")), Pass("130102", "k2"));
        Assert.Equal([("130102", 1), ("130104", 2)], DistrictPart.AllOf(task).Select(part => (part.District, part.Patches)));
        Assert.Equal(["k1", "k3"], DistrictPart.KeysOf(task, "130104"));
        Assert.Empty(DistrictPart.KeysOf(task, "130105"));
    }

    [Fact]
    public void PackageVersion_ChangesWithPatchesAndDates_Only()
    {
        var task = After(Received, Pass("130102", "k1"));
        var version = DistrictPart.PackageVersionOf(task, "130102");
        Assert.Equal(version, DistrictPart.PackageVersionOf(After(task, Pass("130104", "k2")), "130102"));
        Assert.NotEqual(version, DistrictPart.PackageVersionOf(After(task, Pass("130102", "k2")), "130102"));
        Assert.NotEqual(version, DistrictPart.PackageVersionOf(After(task, new TaskCommand.Extend(Now.AddDays(60))), "130102"));
    }

    private static TaskCommand.SubDispatch Pass(string district, params string[] keys) => new(keys.ToDictionary(key => key, _ => district));

    private static VerificationTask After(VerificationTask task, TaskCommand command) => TaskMachine.Decide(task, command, "clerk", Now).State!;

    private static (string Code, RefusalKind Kind) Refusal(VerificationTask task, TaskCommand command)
    {
        var refusal = TaskMachine.Decide(task, command, "clerk", Now).Refusal!;
        return (refusal.Finding.Code, refusal.Kind);
    }
}
