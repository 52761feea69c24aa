// The platform on Azure: one resource group. README.md in this folder tells how to deploy and what each parameter costs.
targetScope = 'resourceGroup'

@description('Short name of the installation, e.g. hebei-dev; part of every name.')
@minLength(3)
@maxLength(20)
param environmentName string

@description('Region of everything.')
param location string = resourceGroup().location

@description('What runs the functions: Flex Consumption, Elastic Premium or an App Service plan.')
@allowed(['flex', 'premium', 'dedicated'])
param plan string = 'flex'

@description('What keeps the workflows: the Durable Task Scheduler or Azure Storage.')
@allowed(['scheduler', 'storage'])
param durableBackend string = 'scheduler'

@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@minValue(1)
param maximumInstances int = 40

@minValue(0)
param minimumInstances int = 0

@description('Everything but the app itself is reached through private endpoints alone.')
param privateEndpoints bool = false

@description('First two numbers of the network\'s addresses, with private endpoints.')
param addressPrefix string = '10.20'

param zoneRedundant bool = false

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_ZRS'

@description('Days that an archived upload can neither be changed nor deleted.')
@minValue(1)
param archiveRetentionDays int = 3650

@description('Forbids deleting the archive account. Not for development.')
param lockArchive bool = false

@allowed(['serverless', 'autoscale'])
param storeThroughput string = 'serverless'

@minValue(1000)
param storeMaxThroughput int = 10000

@description('Profile taken where none is named.')
param defaultProfile string = 'hebei'

@description('Trusted issuers of tokens, as docs/guide/identity.md describes them.')
param oidcIssuers array

@description('Departments: { code, topics[], principalId? }.')
param departments array = []

@description('JSON of PLATFORM_DEPARTMENTS with the secrets that sign messages; empty when no department posts to the platform, or to keep what the vault has.')
@secure()
param departmentSecrets string = ''

@description('Whether the vault holds the list of departments.')
param departmentsInVault bool = false

@description('An OTLP collector beside Application Insights; empty for none.')
param otlpEndpoint string = ''

@description('Who is told of alerts and of the budget.')
param operatorEmail string

@description('Money a month, in the currency of the subscription.')
param monthlyBudget int

@description('First month of the budget.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Days that logs are kept.')
param logRetentionDays int = 90

@description('Gigabytes of logs a day; -1 for no limit.')
param logDailyGigabytes int = 5

var token = uniqueString(resourceGroup().id, environmentName)
var name = '${environmentName}-${take(token, 5)}'
var tags = { 'azd-env-name': environmentName, product: 'urban-spatial-platform' }
var appName = 'func-${name}'
var onStorage = durableBackend == 'storage'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    identityId: identity.id
    principalId: identity.properties.principalId
    retentionDays: logRetentionDays
    dailyGigabytes: logDailyGigabytes
    alertEmail: operatorEmail
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    appAccountName: 'st${token}'
    archiveAccountName: 'raw${token}'
    location: location
    tags: tags
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
    retentionDays: archiveRetentionDays
    lockRetention: lockArchive
    redundancy: storageRedundancy
    privateOnly: privateEndpoints
    durableOnStorage: onStorage
  }
}

module store 'modules/cosmos.bicep' = {
  params: {
    name: 'cosmos-${name}'
    location: location
    tags: tags
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
    privateOnly: privateEndpoints
    containers: loadJsonContent('cosmos-containers.json')
    throughput: storeThroughput
    maxThroughput: storeMaxThroughput
    zoneRedundant: zoneRedundant
  }
}

module bus 'modules/servicebus.bicep' = {
  params: {
    name: 'sb-${name}'
    location: location
    tags: tags
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
    sku: privateEndpoints ? 'Premium' : 'Standard'
    privateOnly: privateEndpoints
    departments: departments
  }
}

module scheduler 'modules/durable.bicep' = if (!onStorage) {
  params: {
    name: 'dts-${name}'
    location: location
    tags: tags
    identityId: identity.id
    principalId: identity.properties.principalId
    clientId: identity.properties.clientId
    sku: schedulerSku
  }
}

module vault 'modules/keyvault.bicep' = {
  params: {
    name: 'kv-${take(token, 13)}'
    location: location
    tags: tags
    identityId: identity.id
    principalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
    privateOnly: privateEndpoints
    departments: departmentSecrets
  }
}

module network 'modules/network.bicep' = if (privateEndpoints) {
  params: { name: name, location: location, tags: tags, prefix: addressPrefix, flex: plan == 'flex' }
}

var doors = [
  { name: 'st-blob', group: 'blob' }
  { name: 'st-queue', group: 'queue' }
  { name: 'st-table', group: 'table' }
  { name: 'store', group: 'Sql' }
  { name: 'bus', group: 'namespace' }
  { name: 'vault', group: 'vault' }
]
var behind = [
  { service: storage.outputs.appAccountId, endpoint: storage.outputs.appEndpoints.blob }
  { service: storage.outputs.appAccountId, endpoint: storage.outputs.appEndpoints.queue }
  { service: storage.outputs.appAccountId, endpoint: storage.outputs.appEndpoints.table }
  { service: store.outputs.id, endpoint: store.outputs.endpoint }
  { service: bus.outputs.id, endpoint: bus.outputs.hostName }
  { service: vault.outputs.id, endpoint: vault.outputs.uri }
]

// The zones' names follow from the services' own addresses: what-if cannot foresee them.
module door 'modules/private-endpoint.bicep' = [
  for (service, i) in doors: if (privateEndpoints) {
    params: {
      name: '${service.name}-${name}'
      location: location
      tags: tags
      subnetId: network!.outputs.endpointSubnetId
      networkId: network!.outputs.networkId
      serviceId: behind[i].service
      group: service.group
      #disable-next-line what-if-short-circuiting
      endpoint: behind[i].endpoint
    }
  }
]

// The archive's blobs are found in the zone that the first door made.
module archiveDoor 'modules/private-endpoint.bicep' = if (privateEndpoints) {
  params: {
    name: 'raw-blob-${name}'
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    networkId: network!.outputs.networkId
    serviceId: storage.outputs.archiveAccountId
    group: 'blob'
    #disable-next-line what-if-short-circuiting
    endpoint: storage.outputs.archiveBlobEndpoint
  }
  dependsOn: [door]
}

var durableSettings = onStorage
  ? {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'AzureStorage'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionName: 'AzureWebJobsStorage'
      AzureWebJobsStorage__tableServiceUri: storage.outputs.appEndpoints.table
    }
  : {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: scheduler!.outputs.connection
    }

var optionalSettings = union(
  empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint },
  departmentsInVault ? { PLATFORM_DEPARTMENTS: vault.outputs.departmentsReference } : {}
)

module app 'modules/app.bicep' = {
  params: {
    name: appName
    location: location
    tags: tags
    plan: plan
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    minimumInstances: minimumInstances
    zoneRedundant: zoneRedundant
    identityId: identity.id
    workspaceId: monitoring.outputs.workspaceId
    subnetId: privateEndpoints ? network!.outputs.appSubnetId : ''
    deploymentsUrl: storage.outputs.deploymentsUrl
    settings: union(
      {
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
        APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
        AZURE_CLIENT_ID: identity.properties.clientId
        AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions: string(instanceMemoryMB / 1024)
        AzureWebJobsDisableHomepage: 'true'
        AzureWebJobsStorage__blobServiceUri: storage.outputs.appEndpoints.blob
        AzureWebJobsStorage__clientId: identity.properties.clientId
        AzureWebJobsStorage__credential: 'managedidentity'
        AzureWebJobsStorage__queueServiceUri: storage.outputs.appEndpoints.queue
        AZURE_COSMOS_USE_QUERY_PLAN_INTEROP_LINUX: 'true'
        COSMOS_DATABASE: store.outputs.database
        COSMOS_ENDPOINT: store.outputs.endpoint
        PLATFORM_DEFAULT_PROFILE: defaultProfile
        PLATFORM_OIDC_ISSUERS: string(oidcIssuers)
        RawArchiveStorage__blobServiceUri: storage.outputs.archiveBlobEndpoint
        ServiceBusConnection__clientId: identity.properties.clientId
        ServiceBusConnection__credential: 'managedidentity'
        ServiceBusConnection__fullyQualifiedNamespace: bus.outputs.hostName
      },
      durableSettings,
      optionalSettings
    )
  }
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    actionGroupId: monitoring.outputs.actionGroupId
    insightsId: monitoring.outputs.insightsId
    appId: app.outputs.id
    cosmosId: store.outputs.id
    busId: bus.outputs.id
    archiveAccountId: storage.outputs.archiveAccountId
  }
}

module budget 'modules/budget.bicep' = {
  params: { amount: monthlyBudget, start: budgetStart, email: operatorEmail }
}

output SERVICE_APP_NAME string = appName
output SERVICE_APP_URI string = 'https://${app.outputs.hostName}'
output EVENT_TOPIC_NAME string = storage.outputs.announcementsName
output STORAGE_ACCOUNT_ID string = storage.outputs.appAccountId
