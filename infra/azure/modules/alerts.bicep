param name string
param location string
param tags object
param actionGroupId string
param insightsId string
param appId string
param cosmosId string
param busId string
param archiveAccountId string

var metricAlerts = [
  {
    name: 'server-errors'
    description: 'More than ten answers of 5xx in five minutes.'
    scope: appId
    namespace: 'Microsoft.Web/sites'
    metric: 'Http5xx'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 10
    severity: 2
  }
  {
    name: 'store-throttled'
    description: 'Cosmos DB uses more than 90 % of its request units.'
    scope: cosmosId
    namespace: 'Microsoft.DocumentDB/databaseAccounts'
    metric: 'NormalizedRUConsumption'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 90
    severity: 3
  }
  {
    name: 'dead-letters'
    description: 'Messages were given up: see api/operations/dead-letters.'
    scope: busId
    namespace: 'Microsoft.ServiceBus/namespaces'
    metric: 'DeadletteredMessages'
    aggregation: 'Average'
    operator: 'GreaterThan'
    threshold: 0
    severity: 2
  }
  {
    name: 'archive-unavailable'
    description: 'The raw archive answers fewer than 99 of 100 requests: uploads wait.'
    scope: archiveAccountId
    namespace: 'Microsoft.Storage/storageAccounts'
    metric: 'Availability'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 99
    severity: 1
  }
]

// What the platform's own log tells; the numbers are event ids of the code.
var logAlerts = [
  {
    name: 'sweep-found-something'
    description: 'The reconciling sweep mended something or found a stopped workflow: see api/operations/sweeps.'
    query: 'AppTraces | where Message startswith "The sweep found"'
    severity: 3
  }
  {
    name: 'function-failures'
    description: 'Functions fail.'
    query: 'AppRequests | where Success == false and toint(ResultCode) >= 500 or isempty(ResultCode) and Success == false'
    severity: 2
  }
]

resource metrics 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in metricAlerts: {
    name: '${name}-${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [alert.scope]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alert.name
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: alert.namespace
            metricName: alert.metric
            operator: alert.operator
            threshold: alert.threshold
            timeAggregation: alert.aggregation
          }
        ]
      }
      actions: [{ actionGroupId: actionGroupId }]
    }
  }
]

resource logs 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [insightsId]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT15M'
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [actionGroupId] }
    }
  }
]
