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

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: here.href, subscriptionUrl: socket.href }),
    defaultQuery: FIRST_QUERY,
    defaultEditorToolsVisibility: false,
  }),
);
