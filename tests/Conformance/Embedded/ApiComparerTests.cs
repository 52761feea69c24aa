namespace Platform.Tests.Conformance.Embedded;

/// <summary>The comparer itself: it accepts a faithful part and names every kind of deviation.</summary>
public sealed class ApiComparerTests
{
    private const string Right = """
        // Sample
        sealed class Platform.Tests.Conformance.Embedded.Sample<T> : SampleBase, IDisposable
          ctor(string name, int? count = default)
          string? Name { get; init; }
          bool Flag { get; set; }
          static int Limit
          Task<T> RunAsync<TInput>(TInput? input, Byte[] bytes, SampleKind kind = Second, bool fast = True)
          override void Go()
          void Dispose()
          void NotDeclaredHere()
        // Sample
        abstract class Platform.Tests.Conformance.Embedded.SampleBase
          protected ctor()
          abstract void Go()
          protected virtual string Describe(object value)
        // Sample
        enum Platform.Tests.Conformance.Embedded.SampleKind
          First=0, Second=1
        // Sample
        delegate Platform.Tests.Conformance.Embedded.SampleHandler
          bool (string? text)
        // Sample
        static class Platform.Tests.Conformance.Embedded.SampleExtensions
          static string Shout(this string text)
        """;

    private static readonly Type[] Types = [typeof(Sample<>), typeof(SampleBase), typeof(SampleKind), typeof(SampleHandler), typeof(SampleExtensions)];

    [Fact]
    public void FaithfulPart_HasNoDeviation() => Assert.Empty(ApiComparer.Deviations(Types, GenuineApi.Parse(Right)));

    [Theory]
    [InlineData("sealed class Platform", "class Platform")]
    [InlineData("SampleBase, IDisposable", "OtherBase, IDisposable")]
    [InlineData("SampleBase, IDisposable", "IDisposable")]
    [InlineData("SampleBase, IDisposable", "SampleBase")]
    [InlineData("abstract class Platform.Tests.Conformance.Embedded.SampleBase", "abstract class Platform.Tests.Conformance.Embedded.Renamed")]
    [InlineData("ctor(string name, int? count = default)", "ctor(string name, int? count)")]
    [InlineData("ctor(string name, int? count = default)", "ctor(string name, int count = default)")]
    [InlineData("string? Name { get; init; }", "string Name { get; init; }")]
    [InlineData("string? Name { get; init; }", "string? Name { get; set; }")]
    [InlineData("bool Flag { get; set; }", "bool Flag { get; }")]
    [InlineData("bool Flag { get; set; }", "virtual bool Flag { get; set; }")]
    [InlineData("static int Limit", "static long Limit")]
    [InlineData("Task<T> RunAsync", "ValueTask<T> RunAsync")]
    [InlineData("TInput? input", "TInput? value")]
    [InlineData("kind = Second", "kind = First")]
    [InlineData("fast = True", "fast = False")]
    [InlineData("override void Go", "virtual void Go")]
    [InlineData("protected ctor()", "ctor()")]
    [InlineData("protected virtual string Describe", "protected string Describe")]
    [InlineData("Describe(object value)", "Describe(object? value)")]
    [InlineData("First=0, Second=1", "First=0, Second=2")]
    [InlineData("bool (string? text)", "bool (string text)")]
    [InlineData("Shout(this string text)", "Shout(string text)")]
    public void Deviation_IsNamed(string right, string wrong)
    {
        Assert.Contains(right, Right, StringComparison.Ordinal);
        var api = GenuineApi.Parse(Right.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Single(ApiComparer.Deviations(Types, api));
    }
}

public abstract class SampleBase
{
    public abstract void Go();

    protected virtual string Describe(object value) => value.ToString()!;
}

public sealed class Sample<T>(string name, int? count = null) : SampleBase, IDisposable
{
    public static readonly int Limit = 3;

    public string? Name { get; init; } = name + count;

    public bool Flag { get; set; }

    public Task<T> RunAsync<TInput>(TInput? input, byte[] bytes, SampleKind kind = SampleKind.Second, bool fast = true) =>
        throw new NotSupportedException($"{input} {bytes} {kind} {fast}");

    public override void Go() => Flag = true;

    public void Dispose() => Flag = false;
}

public enum SampleKind
{
    First,
    Second,
}

public delegate bool SampleHandler(string? text);

public static class SampleExtensions
{
    public static string Shout(this string text) => text + "!";
}
