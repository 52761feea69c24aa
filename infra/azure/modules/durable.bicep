// Durable Task Scheduler: histories and work items of the workflows.
import { roles } from '../roles.bicep'

param name string
param location string
param tags object
@description('The app\'s identity; names of role assignments derive from it.')
param identityId string

@description('Its object id.')
param principalId string
param clientId string

@description('Consumption: paid by action; Dedicated: capacity units.')
@allowed(['Consumption', 'Dedicated'])
param sku string

var hubName = 'platform'

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    ipAllowlist: ['0.0.0.0/0']
    sku: sku == 'Dedicated' ? { name: sku, capacity: 1 } : { name: sku }
  }

  resource hub 'taskHubs' = {
    name: hubName
    properties: {}
  }
}

resource works 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler::hub.id, identityId, roles.durableTaskDataContributor)
  scope: scheduler::hub
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.durableTaskDataContributor)
  }
}

output id string = scheduler.id
output hubName string = hubName
output connection string = 'Endpoint=${scheduler.properties.endpoint};Authentication=ManagedIdentity;ClientID=${clientId}'
