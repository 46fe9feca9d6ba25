import "./shell/app.ts";
