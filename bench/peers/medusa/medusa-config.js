// Medusa with its defaults; what is not said here is what `create-medusa-app` leaves as it is.
const { defineConfig } = require('@medusajs/framework/utils');

module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, sslmode: 'disable' },
    http: {
      jwtSecret: 'local',
      cookieSecret: 'local',
      storeCors: 'http://localhost:8000',
      adminCors: 'http://localhost:9000',
      authCors: 'http://localhost:9000',
    },
  },
  admin: { disable: true },
});
