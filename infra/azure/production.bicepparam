using 'main.bicep'

// A province: zones, private endpoints, ten years of untouchable uploads, a locked archive.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'platform')
param plan = 'flex'
param durableBackend = 'scheduler'
param schedulerSku = 'Dedicated'
param instanceMemoryMB = 4096
param maximumInstances = 100
param minimumInstances = 2
param privateEndpoints = true
param zoneRedundant = true
param storageRedundancy = 'Standard_GZRS'
param archiveRetentionDays = 3650
param lockArchive = true
param storeThroughput = 'autoscale'
param storeMaxThroughput = 20000
param logRetentionDays = 365
param logDailyGigabytes = 20
param operatorEmail = readEnvironmentVariable('PLATFORM_OPERATOR_EMAIL', 'operator@example.org')
param monthlyBudget = 5000
param oidcIssuers = json(readEnvironmentVariable('PLATFORM_OIDC_ISSUERS', '[]'))
param departmentSecrets = readEnvironmentVariable('PLATFORM_DEPARTMENTS', '')
param departmentsInVault = !empty(readEnvironmentVariable('PLATFORM_DEPARTMENTS', ''))
param departments = json(readEnvironmentVariable('PLATFORM_DEPARTMENT_SUBSCRIPTIONS', '[]'))
