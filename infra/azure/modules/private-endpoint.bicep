// One service inside the network, with the name by which it is found there. The zone follows from the service's public name, so that no cloud is spelled out.
param name string
param location string
param tags object
param subnetId string
param networkId string
param serviceId string

@description('Which of the service\'s endpoints: blob, queue, table, Sql, namespace, vault.')
param group string

@description('Public host name or URL of the service.')
param endpoint string

var host = split(split(replace(endpoint, 'https://', ''), '/')[0], ':')[0]
var suffix = substring(host, indexOf(host, '.') + 1)

// The vaults' private zone differs from their public one by this word.
var zoneName = 'privatelink.${group == 'vault' ? replace(suffix, 'vault.', 'vaultcore.') : suffix}'

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'network'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
}

resource door 'Microsoft.Network/privateEndpoints@2024-07-01' = {
  name: 'pe-${name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [{ name: 'service', properties: { privateLinkServiceId: serviceId, groupIds: [group] } }]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: 'zone', properties: { privateDnsZoneId: zone.id } }] }
  }
}
