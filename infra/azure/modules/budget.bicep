@description('Money of the subscription\'s currency a month; mails go out at 50 %, 80 % and, forecast, 100 %.')
param amount int

@description('First day of the first month, e.g. 2026-12-01.')
param start string

param email string

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: 'platform'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: start }
    notifications: {
      half: { enabled: true, operator: 'GreaterThan', threshold: 50, contactEmails: [email] }
      most: { enabled: true, operator: 'GreaterThan', threshold: 80, contactEmails: [email] }
      forecast: { enabled: true, operator: 'GreaterThan', threshold: 100, thresholdType: 'Forecasted', contactEmails: [email] }
    }
  }
}
