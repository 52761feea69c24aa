using 'main.bicep'

// One region, paid by use, nothing locked: to try it out. About what it costs: docs/guide/azure.md.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'platform-dev')
param plan = 'flex'
param durableBackend = 'scheduler'
param maximumInstances = 10
param storageRedundancy = 'Standard_LRS'
param archiveRetentionDays = 1
param storeThroughput = 'serverless'
param logRetentionDays = 30
param logDailyGigabytes = 1
param operatorEmail = readEnvironmentVariable('PLATFORM_OPERATOR_EMAIL', 'operator@example.org')
param monthlyBudget = 100
param oidcIssuers = json(readEnvironmentVariable('PLATFORM_OIDC_ISSUERS', '[]'))
param departmentSecrets = readEnvironmentVariable('PLATFORM_DEPARTMENTS', '')
param departmentsInVault = !empty(readEnvironmentVariable('PLATFORM_DEPARTMENTS', ''))
