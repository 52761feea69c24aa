using System.Security.Cryptography;
using Platform.Domain.Profiles;
using Platform.Domain.Samples;

namespace Platform.Tests.Unit.Domain.Samples;

public sealed class SampleAnswersTests
{
    private static readonly DateOnly After = new(2013, 8, 12);

    private static readonly RuleSet Rules = ProfileLoader.LoadShipped("cambridge").Required().RuleSetAt(After)!;

    private static readonly SampleAnswers Answers = new(Rules, new SampleAnswerSettings(7, "sample-answers-1", new("示例答复", "sample answer")));

    private static IEnumerable<SamplePatch> Patches(int count) => Enumerable.Range(0, count).Select(i => new SamplePatch(
        $"patch-{i:0000}",
        SuggestsApproved: i % 3 == 0,
        Permits: i % 3 == 0 ? [new SamplePermit("special-permit", $"PB-{i}", null)] : [],
        PlanClass: i % 5 == 0 ? null : "R",
        HitThemes: i % 7 == 0 ? ["green-line"] : [],
        After));

    [Fact]
    public void For_SamePatchAndSeed_GivesTheSameAnswer_WhateverTheOrder()
    {
        var forwards = Patches(50).Select(Answers.For).Select(Print).ToList();
        var backwards = Patches(50).Reverse().Select(Answers.For).Select(Print).Reverse().ToList();

        Assert.Equal(forwards, backwards);
    }

    [Fact]
    public void For_OtherSeed_GivesOtherAnswers()
    {
        var other = new SampleAnswers(Rules, new SampleAnswerSettings(8, "sample-answers-1", new("示例答复", "sample answer")));

        Assert.NotEqual(Patches(50).Select(Answers.For).Select(Print), Patches(50).Select(other.For).Select(Print));
    }

    [Fact]
    public void For_ManyPatches_KeepsEveryCrossFieldRule()
    {
        foreach (var patch in Patches(2000))
        {
            var answer = Answers.For(patch);

            Assert.Equal(answer.Approval == "exempt", answer.ExemptReason is not null);
            Assert.Equal((answer.Approval, answer.Legality) is ("unapproved", "legal") or ("approved", "illegal"), answer.ExceptionReason is not null);
            Assert.Equal(!answer.IsRealChange, answer.ExemptReason == "not-a-real-change");
            Assert.Equal(answer.IsRealChange, answer.ActualUse is not null);
            Assert.Equal(answer.IsRealChange, answer.ConstructionState is not null);
            Assert.Equal(answer.Enforcement != "none", answer.EnforcementDate is not null);
            Assert.True(answer.Enforcement == "none" || answer.Legality == "illegal");
            Assert.True(answer.EnforcementDate is null || answer.EnforcementDate > After);
            Assert.StartsWith("示例答复/sample answer", answer.Remark, StringComparison.Ordinal);
            if (answer.Approval == "approved")
            {
                Assert.True(Rules.PermitRule.Judge(answer.Permits.Select(p => p.Type), true).IsApproved);
            }
        }
    }

    [Fact]
    public void For_ManyPatches_UsesOnlyCodesOfTheRuleSet()
    {
        foreach (var answer in Patches(2000).Select(Answers.For))
        {
            Assert.True(Rules.CodeList(CodeListNames.Approval).Contains(answer.Approval));
            Assert.True(Rules.CodeList(CodeListNames.Legality).Contains(answer.Legality));
            Assert.True(Rules.CodeList(CodeListNames.Enforcement).Contains(answer.Enforcement));
            Assert.True(answer.ActualUse is null || Rules.LandUse.Find(answer.ActualUse) is not null);
            Assert.True(answer.ConstructionState is null || Rules.CodeList(CodeListNames.ConstructionState).Contains(answer.ConstructionState));
            Assert.True(answer.ExemptReason is null || Rules.CodeList(CodeListNames.ExemptReason).Contains(answer.ExemptReason));
            Assert.True(answer.ExceptionReason is null
                || Rules.CodeList(CodeListNames.UnapprovedLegalReason).Contains(answer.ExceptionReason)
                || Rules.CodeList(CodeListNames.ApprovedIllegalReason).Contains(answer.ExceptionReason));
        }
    }

    [Fact]
    public void For_ManyPatches_EveryStatusOccurs()
    {
        var pairs = Patches(2000).Select(Answers.For).Select(a => (a.Approval, a.Legality)).ToHashSet();

        Assert.Equal(5, pairs.Count);
    }

    [Fact]
    public void For_PermitTypeThatNeedsADate_WithoutOne_IsNeverApproved()
    {
        var strict = Rules with { PermitTypes = [.. Rules.PermitTypes.Select(t => t with { RequiresDecisionDate = true })] };
        var answers = new SampleAnswers(strict, new SampleAnswerSettings(7, "sample-answers-1", new("示例答复", "sample answer")));

        Assert.DoesNotContain("approved", Patches(500).Select(answers.For).Select(a => a.Approval));
    }

    [Fact]
    public void For_PatchOnAControlLineWithoutPermit_IsNeverUnapprovedAndLegal() => Assert.DoesNotContain(
        Patches(2000).Where(p => p.HitThemes.Count > 0 && !p.SuggestsApproved).Select(Answers.For),
        answer => answer is { Approval: "unapproved", Legality: "legal" });

    [Fact]
    public void Manifest_NamesRolesOfItsProfileAndFilesWithTheirHash()
    {
        var directory = SampleManifest.ShippedDirectory("cambridge");
        var sample = SampleManifest.Load(directory);
        var profile = ProfileLoader.LoadShipped(sample.Profile).Required();

        Assert.All(sample.Layers, layer => Assert.NotNull(profile.Layer(layer.Role)));
        Assert.NotNull(profile.UnitList(sample.UnitList));
        Assert.All(
            sample.Layers.Select(l => (l.File, l.Sha256)).Concat(sample.Inputs.Select(i => (i.File, i.Sha256))),
            file => Assert.Equal(file.Sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(directory, file.File))))));
    }

    private static string Print(SampleAnswer answer) => $"{answer}|{string.Join(',', answer.Permits)}";
}
