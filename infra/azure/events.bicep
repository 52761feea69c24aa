// Subscribes the running app to the uploads. Deployed after the program (azure.yaml does it): only a running app has the key of its blob extension, and only
// a running app can answer the question that Event Grid asks before it believes an address.
targetScope = 'resourceGroup'

@description('Name of the Function App.')
param appName string

@description('Name of the Event Grid topic of the storage account.')
param announcementsName string

@description('Id of the storage account that keeps events which could not be delivered.')
param storageAccountId string

resource app 'Microsoft.Web/sites@2024-11-01' existing = { name: appName }

resource announcements 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = { name: announcementsName }

var key = listKeys('${app.id}/host/default', '2024-11-01').systemKeys.blobs_extension

resource uploads 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: announcements
  name: 'submissions'
  properties: {
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.SubmissionArrived&code=${key}'
        maxEventsPerBatch: 1
      }
    }
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: '/blobServices/default/containers/submissions/'
      advancedFilters: [{ operatorType: 'StringIn', key: 'data.api', values: ['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose'] }]
    }
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: { endpointType: 'StorageBlob', properties: { resourceId: storageAccountId, blobContainerName: 'event-dead-letters' } }
    }
  }
}
