// Two accounts: what comes, goes and can be made again; and the raw archive, which nobody can change or delete from.
import { roles } from '../roles.bicep'

param appAccountName string
param archiveAccountName string
param location string
param tags object
@description('The app\'s identity; names of role assignments derive from it.')
param identityId string

@description('Its object id.')
param principalId string
param workspaceId string

@description('Days that an archived upload can neither be changed nor deleted.')
param retentionDays int

@description('Locks the immutability policy for good: its days can then only be raised. Not for development.')
param lockRetention bool

@description('Copies of the data: zone or geo redundant.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param redundancy string

@description('Whether the accounts are reached through private endpoints alone.')
param privateOnly bool

@description('Whether the durable backend is Azure Storage, which needs tables.')
param durableOnStorage bool

resource app 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: appAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateOnly ? 'Deny' : 'Allow', bypass: 'AzureServices' }
    encryption: { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: true, services: { blob: { enabled: true }, file: { enabled: true } } }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 7 }

      // The portal puts uploads straight here. The link that it was given is what allows it, not the page that it comes from.
      cors: {
        corsRules: [{ allowedOrigins: ['*'], allowedMethods: ['PUT'], allowedHeaders: ['x-ms-blob-type', 'content-type'], exposedHeaders: ['etag'], maxAgeInSeconds: 3600 }]
      }
    }

    resource submissions 'containers' = { name: 'submissions' }
    resource derived 'containers' = { name: 'derived' }
    resource layers 'containers' = { name: 'layers' }
    resource deployments 'containers' = { name: 'deployments' }
    resource eventDeadLetters 'containers' = { name: 'event-dead-letters' }
  }

  resource rules 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'what-was-derived-can-be-made-again'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['derived/'] }
              actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 90 } } }
            }
          }
        ]
      }
    }
  }
}

resource archive 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: archiveAccountName
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateOnly ? 'Deny' : 'Allow', bypass: 'AzureServices' }
    encryption: { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: true, services: { blob: { enabled: true }, file: { enabled: true } } }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: { deleteRetentionPolicy: { enabled: true, days: 30 }, containerDeleteRetentionPolicy: { enabled: true, days: 30 } }

    resource raw 'containers' = {
      name: 'raw'

      // Uploads are created once under the name of their content; the policy makes the storage itself keep that promise.
      resource kept 'immutabilityPolicies' = {
        name: 'default'
        properties: { immutabilityPeriodSinceCreationInDays: retentionDays, allowProtectedAppendWrites: false }
      }
    }
  }

  resource rules 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'old-uploads-are-read-rarely'
            enabled: true
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['raw/'] }
              actions: { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: 60 } } }
            }
          }
        ]
      }
    }
  }
}

// Locking is an action that Resource Manager has no declaration for; deleting the account is what can be forbidden here.
resource keepArchive 'Microsoft.Authorization/locks@2020-05-01' = if (lockRetention) {
  name: 'raw-archive'
  scope: archive
  properties: { level: 'CanNotDelete', notes: 'Every upload, for ever.' }
}

// Reads and creates, never deletes: the policy would refuse it, and the identity need not be able to ask.
resource archiveWriter 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, 'raw-archive-writer')
  properties: {
    roleName: 'Raw archive writer (${resourceGroup().name})'
    description: 'Reads and creates blobs; cannot delete.'
    type: 'CustomRole'
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: [
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
          'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/write'
        ]
        notDataActions: []
      }
    ]
    assignableScopes: [resourceGroup().id]
  }
}

resource writesArchive 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(archive::blobs::raw.id, identityId, archiveWriter.id)
  scope: archive::blobs::raw
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: archiveWriter.id }
}

resource ownsBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(app.id, identityId, roles.storageBlobDataOwner)
  scope: app
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
  }
}

resource usesQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(app.id, identityId, roles.storageQueueDataContributor)
  scope: app
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
  }
}

resource usesTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (durableOnStorage) {
  name: guid(app.id, identityId, roles.storageTableDataContributor)
  scope: app
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
  }
}

// Blobs of the submissions container announce themselves here; events.bicep subscribes once the app runs.
resource announcements 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-${appAccountName}'
  location: location
  tags: tags
  identity: { type: 'SystemAssigned' }
  properties: { source: app.id, topicType: 'Microsoft.Storage.StorageAccounts' }
}

resource keepsDeadEvents 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(app::blobs::eventDeadLetters.id, announcements.id, roles.storageBlobDataContributor)
  scope: app::blobs::eventDeadLetters
  properties: {
    principalId: announcements.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataContributor)
  }
}

resource appLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app::blobs
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'audit', enabled: true }], metrics: [{ category: 'Transaction', enabled: true }] }
}

resource archiveLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: archive::blobs
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'allLogs', enabled: true }], metrics: [{ category: 'Transaction', enabled: true }] }
}

output appAccountId string = app.id
output archiveAccountId string = archive.id
output appEndpoints object = { blob: app.properties.primaryEndpoints.blob, queue: app.properties.primaryEndpoints.queue, table: app.properties.primaryEndpoints.table }
output archiveBlobEndpoint string = archive.properties.primaryEndpoints.blob
output deploymentsUrl string = '${app.properties.primaryEndpoints.blob}deployments'
output announcementsName string = announcements.name
