using System.Text.Json;
using Azure;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Platform.Domain.Documents;
using Platform.Embedded.Invocation;
using Platform.Functions.Http;

namespace Platform.Tests.Conformance.Access;

/// <summary>What a store could not do is a typed problem in both languages that says whether to try again.</summary>
public sealed class StoreFailureMiddlewareTests
{
    private const int NoSpaceLeft = 28;

    private readonly StoreFailureMiddleware middleware = new(NullLogger<StoreFailureMiddleware>.Instance);

    public static TheoryData<Exception, int, string> Failures => new()
    {
        { new DocumentStoreException(DocumentStoreFailure.Full, "full"), 507, "SERVICE_NO_SPACE" },
        { new IOException("full", NoSpaceLeft), 507, "SERVICE_NO_SPACE" },
        { new DocumentStoreException(DocumentStoreFailure.Busy, "busy"), 503, "SERVICE_BUSY" },
        { new DocumentStoreException(DocumentStoreFailure.Io, "disk"), 503, "SERVICE_STORE_FAILED" },
        { new DocumentStoreException(DocumentStoreFailure.Corrupt, "torn"), 503, "SERVICE_STORE_FAILED" },
        { new RequestFailedException(0, "refused"), 503, "SERVICE_STORAGE_FAILED" },
        { new RequestFailedException(500, "full"), 503, "SERVICE_STORAGE_FAILED" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task FailureOfAStore_IsATypedProblem(Exception failure, int status, string code)
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };

        await middleware.Invoke(Call(http), _ => throw failure);

        Assert.Equal(status, http.Response.StatusCode);
        Assert.StartsWith("application/problem+json", http.Response.ContentType, StringComparison.Ordinal);
        Assert.NotEmpty(http.Response.Headers.RetryAfter.ToString());
        http.Response.Body.Position = 0;
        using var problem = await JsonDocument.ParseAsync(http.Response.Body);
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        Assert.DoesNotContain(failure.Message, problem.RootElement.GetProperty("detail").GetString()!.Split(' '));
    }

    [Fact]
    public async Task OtherFailures_AndFunctionsWithoutHttp_AreLeftAlone()
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await Assert.ThrowsAsync<InvalidOperationException>(() => middleware.Invoke(Call(http), _ => throw new InvalidOperationException()));
        await Assert.ThrowsAsync<RequestFailedException>(() => middleware.Invoke(Call(http), _ => throw new RequestFailedException(412, "changed")));
        await Assert.ThrowsAsync<DocumentStoreException>(
            () => middleware.Invoke(Call(null), _ => throw new DocumentStoreException(DocumentStoreFailure.Full, "full")));
    }

    private static FunctionContext Call(HttpContext? http)
    {
        var definition = Substitute.For<FunctionDefinition>();
        definition.Name.Returns("SomeFunction");
        var context = Substitute.For<FunctionContext>();
        context.FunctionDefinition.Returns(definition);
        context.Items.Returns(http is null ? [] : new Dictionary<object, object> { [ContextItems.HttpContext] = http });
        return context;
    }
}
