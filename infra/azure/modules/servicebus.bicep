import { roles } from '../roles.bicep'

param name string
param location string
param tags object
@description('The app\'s identity; names of role assignments derive from it.')
param identityId string

@description('Its object id.')
param principalId string
param workspaceId string

@description('Premium is needed for private endpoints.')
@allowed(['Standard', 'Premium'])
param sku string

param privateOnly bool

@description('Departments: { code, topics[], principalId? }. The identity of a department may receive its own subscriptions and send to "incoming".')
param departments array

// Names as the code spells them (PlatformTopics); a test holds them together.
var outgoing = ['monitoring', 'plans', 'indicators', 'exchange']
var incoming = 'incoming'
var topics = concat(outgoing, [incoming])
var own = [
  { topic: 'monitoring', name: 'workflows' }
  { topic: incoming, name: 'platform' }
]
var subscribed = flatten(map(
  departments,
  department => map(department.topics, topic => { topic: topic, name: department.code, principalId: department.?principalId ?? '' })
))

resource bus 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: sku, capacity: sku == 'Premium' ? 1 : null }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateOnly ? 'Disabled' : 'Enabled'
  }

  resource topic 'topics' = [
    for topic in topics: {
      name: topic
      properties: {
        requiresDuplicateDetection: true
        duplicateDetectionHistoryTimeWindow: 'P7D'
        defaultMessageTimeToLive: 'P14D'
        supportOrdering: true
      }
    }
  ]
}

resource ownSubscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [
  for subscription in own: {
    name: '${name}/${subscription.topic}/${subscription.name}'
    properties: { requiresSession: true, maxDeliveryCount: 5, lockDuration: 'PT1M', deadLetteringOnMessageExpiration: true }
    dependsOn: [bus::topic]
  }
]

resource departmentSubscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [
  for subscription in subscribed: {
    name: '${name}/${subscription.topic}/${subscription.name}'
    properties: { requiresSession: true, maxDeliveryCount: 10, lockDuration: 'PT1M', deadLetteringOnMessageExpiration: true }
    dependsOn: [bus::topic]
  }
]

// The app sends to every topic and receives from its own two subscriptions (their dead letters included).
resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (topic, i) in topics: {
    name: guid(bus.id, topic, identityId, roles.serviceBusDataSender)
    scope: bus::topic[i]
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    }
  }
]

resource receives 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (subscription, i) in own: {
    name: guid(bus.id, subscription.topic, subscription.name, identityId, roles.serviceBusDataReceiver)
    scope: ownSubscriptions[i]
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
    }
  }
]

resource departmentsReceive 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (subscription, i) in subscribed: if (!empty(subscription.principalId)) {
    name: guid(bus.id, subscription.topic, subscription.name, subscription.principalId, roles.serviceBusDataReceiver)
    scope: departmentSubscriptions[i]
    properties: {
      principalId: subscription.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataReceiver)
    }
  }
]

resource departmentsSend 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for department in departments: if (!empty(department.?principalId ?? '')) {
    name: guid(bus.id, incoming, department.code, roles.serviceBusDataSender)
    scope: bus::topic[length(outgoing)]
    properties: {
      principalId: department.?principalId ?? ''
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.serviceBusDataSender)
    }
  }
]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: bus
  properties: { workspaceId: workspaceId, logs: [{ category: 'OperationalLogs', enabled: true }], metrics: [{ category: 'AllMetrics', enabled: true }] }
}

output id string = bus.id
output hostName string = replace(replace(bus.properties.serviceBusEndpoint, 'https://', ''), ':443/', '')
