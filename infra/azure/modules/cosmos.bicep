param name string
param location string
param tags object
@description('The app\'s identity; names of role assignments derive from it.')
param identityId string

@description('Its object id.')
param principalId string
param workspaceId string
param privateOnly bool

@description('Containers as the code declares them.')
param containers array

@description('serverless: paid by request, up to 5,000 RU/s a partition; autoscale: up to the maximum below, shared by all containers.')
@allowed(['serverless', 'autoscale'])
param throughput string

@description('Most request units a second, with autoscale.')
param maxThroughput int

@description('Spreads replicas over availability zones.')
param zoneRedundant bool

var databaseName = 'platform'

// Cosmos DB Built-in Data Contributor: a role of the account's own, not of Azure RBAC.
var dataContributor = '00000000-0000-0000-0000-000000000002'

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    // Several instances read what another has just written; the app refuses a weaker account.
    consistencyPolicy: { defaultConsistencyLevel: 'Strong' }
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: zoneRedundant }]
    capabilities: throughput == 'serverless' ? [{ name: 'EnableServerless' }] : []
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: 'Continuous30Days' } }
  }

  resource database 'sqlDatabases' = {
    name: databaseName
    properties: {
      resource: { id: databaseName }
      options: throughput == 'serverless' ? {} : { autoscaleSettings: { maxThroughput: maxThroughput } }
    }

    resource container 'containers' = [
      for definition in containers: {
        name: definition.name
        properties: {
          resource: union(
            {
              id: definition.name
              partitionKey: {
                paths: definition.partitionKeyPaths
                kind: length(definition.partitionKeyPaths) > 1 ? 'MultiHash' : 'Hash'
                version: 2
              }
              indexingPolicy: definition.indexingPolicy
            },
            definition.?defaultTtl == null ? {} : { defaultTtl: definition.defaultTtl },
            definition.?uniqueKeys == null ? {} : { uniqueKeyPolicy: { uniqueKeys: definition.uniqueKeys } }
          )
        }
      }
    ]
  }

  resource dataAccess 'sqlRoleAssignments' = {
    name: guid(name, identityId, dataContributor)
    properties: {
      principalId: principalId
      roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
      scope: '${account.id}/dbs/${databaseName}'
    }
    dependsOn: [database]
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'ControlPlaneRequests', enabled: true }, { category: 'PartitionKeyRUConsumption', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

output id string = account.id
output endpoint string = account.properties.documentEndpoint
output database string = databaseName
