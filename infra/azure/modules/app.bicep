// The plan and the Function App with every setting that the code reads.
param name string
param location string
param tags object

@description('flex: Flex Consumption; premium: Elastic Premium; dedicated: App Service plan.')
@allowed(['flex', 'premium', 'dedicated'])
param plan string

@description('Memory of one Flex Consumption instance.')
@allowed([2048, 4096])
param instanceMemoryMB int

@description('Most instances of Flex Consumption or Premium.')
param maximumInstances int

@description('Instances of Premium or Dedicated that are always there; of Flex Consumption, always ready for HTTP.')
param minimumInstances int

param zoneRedundant bool
param identityId string
param workspaceId string

@description('Subnet for outgoing traffic; empty for none.')
param subnetId string

@description('Container with the program, for Flex Consumption.')
param deploymentsUrl string

@description('Settings of the app, by name.')
param settings object

var flex = plan == 'flex'
var skus = {
  flex: { name: 'FC1', tier: 'FlexConsumption' }
  premium: { name: 'EP1', tier: 'ElasticPremium', capacity: minimumInstances }
  dedicated: { name: 'P1v3', tier: 'PremiumV3', capacity: minimumInstances }
}

// Flex Consumption takes these from functionAppConfig and refuses them as settings.
var classicSettings = {
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
  WEBSITE_RUN_FROM_PACKAGE: '1'
}
var allSettings = map(
  items(union(flex ? {} : classicSettings, settings)),
  setting => { name: setting.key, value: setting.value }
)

resource hosting 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'asp-${name}'
  location: location
  tags: tags
  kind: plan == 'premium' ? 'elastic,linux' : flex ? 'functionapp' : 'linux'
  sku: skus[plan]
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
    maximumElasticWorkerCount: plan == 'premium' ? maximumInstances : null
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: hosting.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: flex
      ? {
          deployment: {
            storage: {
              type: 'blobContainer'
              value: deploymentsUrl
              authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
            }
          }
          runtime: { name: 'dotnet-isolated', version: '10.0' }
          scaleAndConcurrency: {
            instanceMemoryMB: instanceMemoryMB
            maximumInstanceCount: maximumInstances
            alwaysReady: minimumInstances > 0 ? [{ name: 'http', instanceCount: minimumInstances }] : []
          }
        }
      : null
    siteConfig: union(
      {
        minTlsVersion: '1.2'
        ftpsState: 'Disabled'
        http20Enabled: true
        appSettings: allSettings
      },
      flex ? {} : { linuxFxVersion: 'DOTNET-ISOLATED|10.0', alwaysOn: plan == 'dedicated', healthCheckPath: '/health' }
    )
  }

  resource noFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noBasicSignIn 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: { workspaceId: workspaceId, logs: [{ category: 'FunctionAppLogs', enabled: true }], metrics: [{ category: 'AllMetrics', enabled: true }] }
}

output id string = app.id
output hostName string = app.properties.defaultHostName
