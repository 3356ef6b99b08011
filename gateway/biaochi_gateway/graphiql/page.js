"use strict";

const FIRST_QUERY = `# 标尺：一个城市一年的评分、名次与缘由，都从这里查询。
# 按 Ctrl-Enter（或上方的三角）运行；按 Ctrl-空格 提示可查的内容；左边的书本图标是全部说明。

# 一、已安装的城市，以及各套规则公布哪些总分（index）。
query cities {
  cities {
    totalCount
    edges {
      node {
        slug
        title
        models {
          code
          subjectKind
          indexes
        }
      }
    }
  }
}

# 二、某一天的党支部，按代码排列；要更多就把 endCursor 作 after 再取。
query branches {
  organizations(city: "lanzhou", kind: BRANCH, asOf: "2020-12-31", first: 10) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        code
        name
        parent {
          name
        }
      }
    }
  }
}
`;

const here = new URL("/graphql", window.location.href);
const socket = new URL(here);
socket.protocol = here.protocol === "https:" ? "wss:" : "ws:";

// Who asks: in development one of the roles, for which the gateway signs a token; else whoever's token is pasted.
const who = document.getElementById("who");
const pasted = document.getElementById("token");
let token = { text: "", ends: 0 };
who.addEventListener("change", () => (token = { text: "", ends: 0 }));

async function offerRoles() {
  const answer = await fetch("/development/roles");
  if (!answer.ok) {
    pasted.hidden = false;
    return;
  }
  for (const { key, title } of (await answer.json()).roles) {
    who.add(new Option(`${key}　${title}`, key));
  }
  who.hidden = false;
}

async function currentToken() {
  if (who.hidden) {
    return pasted.value.trim();
  }
  if (Date.now() > token.ends) {
    const answer = await fetch("/development/token", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ as: who.value }),
    });
    const made = await answer.json();
    token = { text: made.token, ends: Date.now() + made.expiresIn * 500 };
  }
  return token.text;
}

async function fetcher(parameters, options) {
  const authorization = `Bearer ${await currentToken()}`;
  const send = GraphiQL.createFetcher({
    url: here.href,
    subscriptionUrl: socket.href,
    headers: { authorization },
    wsConnectionParams: { authorization },
  });
  return send(parameters, options);
}

offerRoles().then(() =>
  ReactDOM.createRoot(document.getElementById("graphiql")).render(
    React.createElement(GraphiQL, { fetcher, defaultQuery: FIRST_QUERY, defaultEditorToolsVisibility: false }),
  ),
);
