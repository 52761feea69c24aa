using System.Globalization;
using System.Text;
using System.Text.Json;
using Platform.Domain.Documents;

namespace Platform.Tests.Unit.Storage.Documents;

public abstract partial class DocumentStoreContract
{
    [Fact]
    public async Task Document_AtTheSizeLimit_IsKeptAndOneByteMoreIsTooLarge()
    {
        var empty = (await WriteNoteAsync("probe", 0)).Outcome;
        var overhead = (await Store.ReadAsync(Work, Unit1, "probe"))!.Body.Length;

        var largest = await WriteNoteAsync("large", DocumentLimits.DocumentBytes - overhead);
        var tooLarge = await WriteNoteAsync("wider", DocumentLimits.DocumentBytes - overhead + 1);

        Assert.Equal(WriteOutcome.Written, empty);
        Assert.Equal(WriteOutcome.Written, largest.Outcome);
        Assert.Equal((WriteOutcome.TooLarge, 0), (tooLarge.Outcome, tooLarge.FailedOperation));
        Assert.Null(await Store.ReadAsync(Work, Unit1, "wider"));
        Assert.Equal(DocumentLimits.DocumentBytes, (await Store.ReadAsync(Work, Unit1, "large"))!.Body.Length);

        Task<WriteResult> WriteNoteAsync(string id, int length) =>
            Store.CreateAsync(Work, Unit1, "note", id, new Patch("x", 1, Note: new string('n', length)));
    }

    [Fact]
    public async Task Document_SizeIsCountedInBytesNotCharacters()
    {
        var result = await Store.CreateAsync(Work, Unit1, "note", "han", new Patch("x", 1, Note: new string('图', 340_000)));

        Assert.Equal(WriteOutcome.TooLarge, result.Outcome);
    }

    [Fact]
    public async Task Batch_BeyondTwoMegabytes_IsTooLargeAsAWhole()
    {
        var batch = DocumentBatch.In(Work, Unit1);
        for (var i = 0; i < 3; i++)
            batch.Create("note", $"n{i}", new Patch("x", 1, Note: new string('n', 700_000)));

        var result = await Store.WriteAsync(batch);

        Assert.Equal((WriteOutcome.TooLarge, -1), (result.Outcome, result.FailedOperation));
        Assert.Equal(0, await Store.CountAsync(DocumentQuery.In(Work, Unit1)));
    }

    [Theory]
    [InlineData("图斑-石家庄")]
    [InlineData("𠮷野家𪚥")]
    [InlineData("a b'c\"d;--%_*[]{}$@&=+,")]
    [InlineData("é vs é")]
    public async Task Id_AnyUnicode_IsKeptExactly(string id)
    {
        Assert.True((await Store.CreateAsync(Work, Unit1, "patch", id, new Patch(id, 1))).IsWritten);

        Assert.Equal(id, (await Store.ReadAsync<Patch>(Work, Unit1, id))!.Value.Status);
        Assert.Equal([id], (await Store.QueryAsync(DocumentQuery.In(Work, Unit1).Where(Filter.Equal("status", id)))).Items.Select(d => d.Id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a?b")]
    [InlineData("a#b")]
    [InlineData("a\nb")]
    [InlineData(" a")]
    [InlineData("a ")]
    public async Task Id_WithWhatNoStoreKeeps_IsRefusedEverywhere(string id)
    {
        Assert.False(KeyText.IsValid(id));
        Assert.Throws<ArgumentException>(() => DocumentBatch.In(Work, Unit1).Delete(id));
        Assert.Throws<ArgumentException>(() => PartitionKey.Of("c", id));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(Work, Unit1, id));
        Assert.True(KeyText.IsValid(KeyText.From(id)));
    }

    [Fact]
    public void Id_WithHalfASurrogatePair_IsRefused()
    {
        Assert.False(KeyText.IsValid("a\ud842"));
        Assert.False(KeyText.IsValid("\udfb7a"));
        Assert.True(KeyText.IsValid(KeyText.From("a\ud842")));
    }

    [Fact]
    public async Task Id_Of255Characters_IsKeptAnd256Refused()
    {
        var longest = new string('图', 255);

        Assert.True((await Store.CreateAsync(Work, PartitionKey.Of(campaign, longest), "patch", longest, new Patch("x", 1))).IsWritten);
        Assert.NotNull(await Store.ReadAsync(Work, PartitionKey.Of(campaign, longest), longest));
        Assert.Throws<ArgumentException>(() => DocumentBatch.In(Work, Unit1).Delete(longest + "图"));
    }

    [Theory]
    [InlineData("0.01")]
    [InlineData("1218301.37")]
    [InlineData("9999999999999.99")]
    [InlineData("-0.1")]
    [InlineData("1234567890123456789012345678")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("7.9228162514264337593543950335")]
    [InlineData("13.306451612903225806451612903")]
    public async Task Decimal_UpTo28Digits_IsKeptExactly(string text)
    {
        var value = decimal.Parse(text, CultureInfo.InvariantCulture);

        await Store.CreateAsync(Work, Unit1, "sum", "s", new Dictionary<string, decimal> { ["sum"] = value });

        var read = (await Store.ReadAsync(Work, Unit1, "s"))!;
        var body = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(read.Body.Span)!;
        Assert.Equal(value, read.As<Sum>().Value);
        Assert.Equal(text.Count(char.IsAsciiDigit) > 17 && !text.StartsWith("0.", StringComparison.Ordinal) ? JsonValueKind.String : JsonValueKind.Number, body["sum"].ValueKind);
    }

    private sealed record Sum([property: System.Text.Json.Serialization.JsonPropertyName("sum")] decimal Value);

    [Fact]
    public async Task Decimal_EveryHundredth_IsKeptAsANumber()
    {
        var values = Enumerable.Range(0, 20_000).Select(i => 4_000_000_000m + (i * 0.01m)).ToArray();

        await Store.CreateAsync(Work, Unit1, "sums", "s", new Dictionary<string, decimal[]> { ["values"] = values });

        var body = (await Store.ReadAsync(Work, Unit1, "s"))!.As<Dictionary<string, JsonElement>>();
        Assert.Equal(values, body["values"].EnumerateArray().Select(v => v.GetDecimal()));
        Assert.Equal(values, body["values"].EnumerateArray().Select(v => (decimal)v.GetDouble()));
    }

    [Theory]
    [InlineData("""{"area":12345678901234567.5}""")]
    [InlineData("""{"deep":{"list":[1,9007199254740993]}}""")]
    [InlineData("""{"tiny":1e-400}""")]
    [InlineData("""{"huge":1e400}""")]
    [InlineData("""{"area":"12"}""")]
    [InlineData("""{"status":5}""")]
    [InlineData("""{"real":1}""")]
    [InlineData("""{"answer":{"legality":["legal"]}}""")]
    [InlineData("""{"_etag":"mine"}""")]
    [InlineData("""{"ttl":5}""")]
    [InlineData("""{"id":"other"}""")]
    [InlineData("""{"campaign":"other"}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"half":"\ud842"}""")]
    [InlineData("""[1]""")]
    [InlineData("""{"cut":""")]
    public async Task Body_ThatSomeStoreWouldChange_IsRefused(string body)
    {
        var batch = DocumentBatch.In(Work, Unit1)
            .Add(new DocumentOperation(DocumentOperationKind.Upsert, "p", "patch", Encoding.UTF8.GetBytes(body), null));

        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(batch));
        Assert.Null(await Store.ReadAsync(Work, Unit1, "p"));
    }

    [Fact]
    public async Task Body_NestedTooDeep_IsRefused()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"a":{{new string('[', 50_000)}}{{new string(']', 50_000)}}}""");

        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(
            DocumentBatch.In(Work, Unit1).Add(new DocumentOperation(DocumentOperationKind.Upsert, "p", "patch", body, null))));
    }

    [Fact]
    public async Task Body_NamingItsOwnKeys_IsWrittenOnce()
    {
        var body = Encoding.UTF8.GetBytes($$"""{"status":"x","unit":"130100","id":"p","campaign":"{{campaign}}","area":1e3}""");

        await Store.WriteAsync(DocumentBatch.In(Work, Unit1).Add(new DocumentOperation(DocumentOperationKind.Create, "p", "patch", body, null)));

        using var read = JsonDocument.Parse((await Store.ReadAsync(Work, Unit1, "p"))!.Body);
        Assert.Equal(["id", "type", "campaign", "unit", "status", "area"], read.RootElement.EnumerateObject().Select(m => m.Name));
    }

    [Fact]
    public async Task Container_NotDeclared_IsRefused()
    {
        var twin = new ContainerDefinition(Flat.Name, ["owner"]);

        await Assert.ThrowsAsync<ArgumentException>(() => Store.ReadAsync(twin, PartitionKey.Of("o"), "id"));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.QueryAsync(DocumentQuery.AcrossPartitions(twin)));
    }
}
